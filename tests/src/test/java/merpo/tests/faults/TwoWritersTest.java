package merpo.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One directory, two processes: the second is sent away, the first does not notice. */
final class TwoWritersTest {
    @TempDir Path temp;

    @Test
    void aSecondGenerationIsRefused() throws Exception {
        requireRefused(Undisturbed.generation());
    }

    @Test
    void aSecondTrainingIsRefused() throws Exception {
        requireRefused(Undisturbed.training());
    }

    /** The first stands still while the second tries. */
    private void requireRefused(Undisturbed command) throws Exception {
        Path directory = temp.resolve("run");
        Path log = temp.resolve("log");
        try (MerpoProcess first = MerpoProcess.start(log, command.in(directory))) {
            while (new Tree(directory).published().size() < 3) {
                assertThat(first.runs()).as(first.printed()).isTrue();
                Thread.sleep(5);
            }
            first.signal("STOP");
            try (MerpoProcess second = MerpoProcess.start(log, command.in(directory))) {
                assertThat(second.ends(75))
                        .contains(
                                directory
                                        + " is in use by another merpo (process "
                                        + first.id()
                                        + ")",
                                "Wait for it, or choose another --out")
                        .doesNotContain("Exception");
            }
            first.signal("CONT");
            first.ends(0);
        }
        command.requireSame(directory);
    }
}
