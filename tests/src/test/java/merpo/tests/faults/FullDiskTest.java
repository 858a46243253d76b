package merpo.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No more room: one message that names the file and what to do, nothing half under a final name,
 * and with room the same command ends as if nothing had been.
 */
final class FullDiskTest {
    private static final String REMEDY = "free some space";

    @TempDir Path temp;

    /** The first data file has 16 kB. */
    @Test
    void noRoomForAFileOfData() throws Exception {
        requireRecovers(Undisturbed.generation(), 12, "medium/task-000.h5");
    }

    /** Data files have 16 kB, the manifest outgrows 24 kB when it lists 30 of them. */
    @Test
    void noRoomForAManifest() throws Exception {
        requireRecovers(Undisturbed.generation(), 24, "medium/manifest.json");
    }

    /** Checkpoints have 21 kB, replay shards 27 kB, the learner has 217 kB. */
    @Test
    void noRoomForACheckpointOrALearner() throws Exception {
        requireRecovers(Undisturbed.training(), 16, "checkpoints/step-00000000.safetensors");
        requireRecovers(Undisturbed.training(), 100, "learner.safetensors");
    }

    /**
     * Files may have so many kB: what a quota says, and what every Linux lets everyone ask for. The
     * kernel refuses as it does on a full disk, but with "File too large". Where even the rest of a
     * file that is given up cannot be written, libhdf5 1.14.3 ends the process by a signal, after
     * the message.
     */
    private void requireRecovers(Undisturbed command, int kilobytes, String name) throws Exception {
        Path directory = temp.resolve("run-" + kilobytes);
        List<String> limited =
                List.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$@\"", "limited");
        try (MerpoProcess full =
                MerpoProcess.start(
                        temp.resolve("log"), limited, MerpoProcess.merpo(command.in(directory)))) {
            requireExplained(full.fails(), directory.resolve(name), "File too large");
        }
        assertThat(directory.resolve(name))
                .satisfiesAnyOf(
                        file -> assertThat(file).doesNotExist(),
                        file -> assertThat(Files.size(file)).isLessThan(1024L * kilobytes));
        assertThat(new Tree(directory).temporaries()).isEmpty();
        try (MerpoProcess again = MerpoProcess.start(temp.resolve("log"), command.in(directory))) {
            again.ends(0);
        }
        command.requireSame(directory);
    }

    private static void requireExplained(String printed, Path file, String reason) {
        assertThat(printed)
                .contains("merpo: " + file, reason)
                .containsIgnoringCase(REMEDY)
                .doesNotContain("\tat ")
                .doesNotContain("java.io");
    }

    /** Where a mount is allowed in a namespace: some files fit. */
    @Test
    void aDiskThatFillsUp() throws Exception {
        requireRecovers(512, "run/medium");
    }

    /** The rows fit, what libhdf5 writes at the end does not. */
    @Test
    void aDiskThatIsFullBeforeTheFirstFileIsClosed() throws Exception {
        requireRecovers(20, "run/medium/task-000.h5");
    }

    /** A disk of so many kB, which is made larger after the failure. */
    private void requireRecovers(int kilobytes, String name) throws Exception {
        Undisturbed command = Undisturbed.generation();
        Path disk = Files.createDirectory(temp.resolve("disk"));
        Path kept = temp.resolve("kept");
        String script =
                """
                mount -t tmpfs -o size=%3$dk tmpfs %1$s || exit 99
                "$@"
                status=$?
                [ -z "$(find %1$s -name '.*.tmp-*')" ] || exit 98
                mount -o remount,size=64m %1$s
                "$@" || exit 97
                cp -r %1$s/run %2$s
                exit $status
                """
                        .formatted(disk, kept, kilobytes);
        List<String> mounted = List.of("unshare", "-Urm", "bash", "-c", script, "mounted");
        Assumptions.assumeTrue(mayMount(disk), "mounts are not allowed here");
        try (MerpoProcess full =
                MerpoProcess.start(
                        temp.resolve("log"),
                        mounted,
                        MerpoProcess.merpo(command.in(disk.resolve("run"))))) {
            requireExplained(full.ends(1), disk.resolve(name), "No space left on device");
        }
        command.requireSame(kept);
    }

    static boolean mayMount(Path place) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("unshare", "-Urm", "mount", "-t", "tmpfs"));
        words.addAll(List.of("tmpfs", place.toString()));
        try {
            return new ProcessBuilder(words).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }
}
