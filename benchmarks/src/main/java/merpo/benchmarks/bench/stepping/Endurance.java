package merpo.benchmarks.bench.stepping;

import java.util.Locale;
import merpo.benchmarks.bench.Round;
import merpo.datagen.process.Peer;
import merpo.datagen.process.ProgramException;
import merpo.datagen.run.Memory;

/**
 * What many steps of our environment leave behind.
 *
 * @param steps environment steps, all simulations together
 * @param allocated bytes on the Java heap by the stepping thread
 * @param residentBefore bytes that the process held before the first of them, warmed up
 * @param residentAfter bytes that it held after the last
 */
public record Endurance(
        Cell cell, long steps, long allocated, long residentBefore, long residentAfter) {
    private static final double PATIENCE_RATE = 500; // steps per second of a very slow machine

    /** Warms up, then steps. */
    public static Endurance of(JavaContender java, Cell cell, long steps) throws ProgramException {
        try (Peer peer = java.peer(cell)) {
            Round.of(peer, JavaContender.WARM_UP_SECONDS);
            return parse(cell, peer.ask("endure " + steps, steps / PATIENCE_RATE));
        }
    }

    /** The answer {@code "STEPS ALLOCATED BEFORE AFTER"}. */
    static Endurance parse(Cell cell, String answer) throws ProgramException {
        String[] words = answer.split(" ", -1);
        try {
            if (words.length == 4) {
                return new Endurance(
                        cell,
                        Long.parseLong(words[0]),
                        Long.parseLong(words[1]),
                        Long.parseLong(words[2]),
                        Long.parseLong(words[3]));
            }
        } catch (NumberFormatException e) {
            throw new ProgramException("Java (" + cell + ") answered \"" + answer + "\"", e);
        }
        throw new ProgramException("Java (" + cell + "): " + answer.replaceFirst("^failed ", ""));
    }

    /** Bytes per million steps. */
    double allocatedPerMillion() {
        return allocated * 1e6 / steps;
    }

    /** One line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %.0f bytes allocated per 10^6 steps; resident %s after warm-up, %s after %,d steps (%+d KiB)",
                cell,
                allocatedPerMillion(),
                Memory.mebibytes(residentBefore),
                Memory.mebibytes(residentAfter),
                steps,
                (residentAfter - residentBefore) / 1024);
    }
}
