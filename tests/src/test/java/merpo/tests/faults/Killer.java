package merpo.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import merpo.tests.faults.MerpoProcess.Signal;

/**
 * Kills a command in a directory at random moments, starts it again, kills it again; after some
 * kills it may end, and what is there must be what an undisturbed one leaves. Every second kill is
 * aimed at a file that is being written, the others fall anywhere between start and end.
 */
final class Killer {
    private static final int MOST_IN_A_ROW = 6;

    private final Undisturbed undisturbed;
    private final Inspection inspection;
    private final Path temp;
    private final Signal signal;
    private final Random random;
    private int kills;
    private int withLeftovers;
    private final List<String> broken = new ArrayList<>();

    /** Looks at a file under its final name, right after a kill. */
    @FunctionalInterface
    interface Inspection {
        /** Fails when it is not whole. */
        void require(Path root, Path file) throws IOException;
    }

    Killer(Undisturbed undisturbed, Inspection inspection, Path temp, long seed) {
        this(undisturbed, inspection, temp, Signal.KILL, seed);
    }

    Killer(Undisturbed undisturbed, Inspection inspection, Path temp, Signal signal, long seed) {
        this.undisturbed = undisturbed;
        this.inspection = inspection;
        this.temp = temp;
        this.signal = signal;
        this.random = new Random(seed);
    }

    /** Kills so often, and says what came of it. */
    FaultCount kill(String fault, int wanted) throws Exception {
        for (int round = 0; kills < wanted; round++) {
            Path directory = temp.resolve(fault.replace(' ', '-') + "-" + round);
            for (int row = 0; killed(directory, row < MOST_IN_A_ROW && kills < wanted); row++) {
                kills++;
                inspect(directory);
            }
            undisturbed.requireSame(directory);
            new Tree(directory).delete();
        }
        assertThat(broken).as("files broken under a final name").isEmpty();
        return new FaultCount(fault, kills, withLeftovers, kills - withLeftovers, broken.size());
    }

    /** Runs the command and kills it; false when it came to its end. */
    private boolean killed(Path directory, boolean mayBe) throws Exception {
        try (MerpoProcess process =
                MerpoProcess.start(temp.resolve("log"), undisturbed.in(directory))) {
            if (!mayBe) {
                process.ends(0);
                return false;
            }
            if (random.nextBoolean()) {
                waitForWriting(directory, process);
            } else {
                sleep(random.nextDouble() * undisturbed.seconds());
            }
            return process.kill(signal);
        }
    }

    /** Until some file is published, then until the next is being written, then a moment. */
    private void waitForWriting(Path directory, MerpoProcess process) throws Exception {
        Tree tree = new Tree(directory);
        int published = random.nextInt(undisturbed.digests().size());
        while (process.runs() && tree.published().size() < published) {
            sleep(1e-3);
        }
        while (process.runs() && tree.temporaries().isEmpty()) {
            Thread.onSpinWait();
        }
        sleep(random.nextDouble() * 5e-3);
    }

    private void inspect(Path directory) throws IOException {
        Tree tree = new Tree(directory);
        if (!tree.temporaries().isEmpty()) {
            withLeftovers++;
        }
        for (Path file : tree.published()) {
            try {
                inspection.require(directory, file);
            } catch (IOException | RuntimeException | AssertionError e) {
                broken.add("kill %d, %s: %s".formatted(kills, file, e.getMessage()));
            }
        }
    }

    private static void sleep(double seconds) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep((long) (seconds * 1e9));
    }
}
