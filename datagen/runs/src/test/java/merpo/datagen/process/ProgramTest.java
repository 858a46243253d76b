package merpo.datagen.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProgramTest {
    private static String sh(String script) throws ProgramException, IOException {
        return Program.run(List.of("sh", "-c", script), "tries something", 1);
    }

    @Test
    void whatItPrintedIsReturnedWithoutItsComplaints() throws ProgramException, IOException {
        assertThat(sh("echo one; echo no >&2; echo two")).isEqualTo("one\ntwo\n");
    }

    @Test
    void oneThatFailsIsQuoted() {
        assertThatThrownBy(() -> sh("echo out; echo first >&2; echo 'no display' >&2; exit 3"))
                .isInstanceOf(ProgramException.class)
                .hasMessage("sh, which tries something, failed: status 3: no display");
        assertThatThrownBy(() -> sh("echo out; exit 1")).hasMessageEndingWith("status 1: out");
    }

    @Test
    void aVirtualEnvironmentsFolderNamesItsPackages() {
        assertThat(VirtualEnvironment.folder(List.of("gymnasium[mujoco]==1.4.0", "mujoco==3.17.0")))
                .isEqualTo("gymnasium-mujoco-1.4.0_mujoco-3.17.0");
    }

    @Test
    void nothingRemainsOfATemporaryFolder() throws IOException {
        Path directory;
        try (TemporaryFolder folder = TemporaryFolder.create("merpo-test")) {
            directory = folder.path();
            Files.createDirectories(directory.resolve("below"));
            Files.writeString(directory.resolve("below/file"), "");
        }
        assertThat(directory).doesNotExist();
    }
}
