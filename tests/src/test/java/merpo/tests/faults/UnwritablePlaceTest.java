package merpo.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where not even root may write: one message, and nothing changed. */
final class UnwritablePlaceTest {
    @TempDir Path temp;

    @Test
    void aFileInThePlaceOfADirectoryIsNamedAndKept() throws Exception {
        requireInTheWay(Undisturbed.generation(), "random");
        requireInTheWay(Undisturbed.training(), "checkpoints");
    }

    private void requireInTheWay(Undisturbed command, String folder) throws Exception {
        Path directory = temp.resolve("run-" + folder);
        Path letter = ours(directory).resolve(folder);
        Files.writeString(letter, "dear");
        try (MerpoProcess process =
                MerpoProcess.start(temp.resolve("log"), command.in(directory))) {
            assertThat(process.ends(1))
                    .contains("merpo: " + letter + ": it is in the way", "Choose another place")
                    .doesNotContain("Exception");
        }
        assertThat(letter).hasContent("dear");
    }

    /** A file system that takes no files, mounted in a namespace of the command alone. */
    @Test
    void aReadOnlyDirectoryIsNamed() throws Exception {
        Path directory = ours(temp.resolve("run"));
        Path medium = Files.createDirectory(directory.resolve("medium"));
        List<String> mounted =
                List.of(
                        "unshare",
                        "-Urm",
                        "bash",
                        "-c",
                        "mount -t tmpfs -o ro tmpfs " + medium + " && exec \"$@\"",
                        "mounted");
        Assumptions.assumeTrue(FullDiskTest.mayMount(medium), "mounts are not allowed here");
        try (MerpoProcess process =
                MerpoProcess.start(
                        temp.resolve("log"),
                        mounted,
                        MerpoProcess.merpo(Undisturbed.generation().in(directory)))) {
            assertThat(process.ends(1))
                    .contains(
                            "merpo: " + medium.resolve("task-000.h5") + ": cannot be written",
                            "Read-only file system",
                            "choose a directory that is writable")
                    .doesNotContain("Exception");
        }
        assertThat(medium).isEmptyDirectory();
    }

    /** A run directory in which nothing is yet. */
    private static Path ours(Path directory) throws Exception {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(".merpo-run"), "merpo run, layout 1\n");
        return directory;
    }
}
