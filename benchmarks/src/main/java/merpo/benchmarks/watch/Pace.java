package merpo.benchmarks.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast the steps go by lately, seen from outside: from when the table last grew. */
final class Pace {
    private static final Duration WINDOW = Duration.ofMinutes(2);

    private record Seen(Instant when, long step) {}

    private final Deque<Seen> seen = new ArrayDeque<>();

    /**
     * The table ended with {@code step} when it was written at {@code when}. A step that goes back,
     * as after a resume, begins anew.
     */
    void see(Instant when, long step) {
        if (!seen.isEmpty() && step < seen.getLast().step()) {
            seen.clear();
        }
        if (seen.isEmpty() || step > seen.getLast().step()) {
            seen.addLast(new Seen(when, step));
        }
        // two at least: rows may be rarer than the window is long
        while (seen.size() > 2 && seen.getFirst().when().isBefore(when.minus(WINDOW))) {
            seen.removeFirst();
        }
    }

    /** Not-a-number before two different steps were seen. */
    double stepsPerSecond() {
        if (seen.size() < 2) {
            return Double.NaN;
        }
        Seen first = seen.getFirst();
        Seen last = seen.getLast();
        double seconds = Duration.between(first.when(), last.when()).toNanos() / 1e9;
        return seconds > 0 ? (last.step() - first.step()) / seconds : Double.NaN;
    }
}
