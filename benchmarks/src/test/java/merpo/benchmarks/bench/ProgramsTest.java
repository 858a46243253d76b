package merpo.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must be found before a peer can be started, and what is said when it is not. */
final class ProgramsTest {
    @TempDir Path temp;

    @Test
    void aMissingCompilerIsNamedWithItsPackage() {
        Compiler none = new Compiler(List.of("no-such-cc", "no-such-gcc"));
        assertThatThrownBy(() -> none.compile(temp, temp))
                .isInstanceOf(PeerException.class)
                .hasMessage(
                        "No C compiler on the path, looked for no-such-cc, no-such-gcc."
                                + " Debian, Ubuntu: apt-get install gcc libc6-dev");
    }

    @Test
    void aCompilerThatRefusesIsQuoted() {
        assertThatThrownBy(() -> new Compiler(List.of("no-such-cc", "false")).compile(temp, temp))
                .isInstanceOf(PeerException.class)
                .hasMessage("false, which compiles stepping.c, failed: it printed nothing");
    }

    @Test
    void mujocoIsWhereTheVariableSaysElseInTheCache() throws IOException, PeerException {
        Path cached = mujoco(temp.resolve("merpo/mujoco-3.17.0"));
        Map<String, String> cache = Map.of("XDG_CACHE_HOME", temp.toString());
        assertThat(MujocoHome.find("3.17.0", cache)).isEqualTo(cached);
        Path own = mujoco(temp.resolve("own"));
        assertThat(
                        MujocoHome.find(
                                "3.17.0",
                                Map.of(
                                        "MUJOCO_HOME",
                                        own.toString(),
                                        "XDG_CACHE_HOME",
                                        temp.toString())))
                .isEqualTo(own);
        assertThatThrownBy(() -> MujocoHome.find("3.18.0", cache))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("MuJoCo 3.18.0 was not found in " + temp)
                .hasMessageContaining("MUJOCO_HOME");
    }

    @Test
    void aVirtualEnvironmentsFolderNamesItsPackages() {
        assertThat(VirtualEnvironment.folder(List.of("gymnasium[mujoco]==1.4.0", "mujoco==3.17.0")))
                .isEqualTo("gymnasium-mujoco-1.4.0_mujoco-3.17.0");
    }

    @Test
    void nothingRemainsOfAWorkshop() throws IOException {
        Path directory;
        try (Workshop workshop = Workshop.open()) {
            directory = workshop.directory();
            Files.createDirectories(directory.resolve("below"));
            Files.writeString(directory.resolve("below/file"), "");
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    void whatFailedOnceIsNotTriedAgain() throws PeerException {
        int[] tries = new int[2];
        Once<String> failing =
                new Once<>(
                        () -> {
                            tries[0]++;
                            throw new PeerException("no network");
                        });
        assertThatThrownBy(failing::get).hasMessage("no network");
        assertThatThrownBy(failing::get).hasMessage("no network");
        Once<String> working = new Once<>(() -> "made " + ++tries[1]);
        assertThat(working.get()).isEqualTo("made 1");
        assertThat(working.get()).isEqualTo("made 1");
        assertThat(tries).containsExactly(1, 1);
    }

    private static Path mujoco(Path home) throws IOException {
        Files.createDirectories(home.resolve("include/mujoco"));
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("include/mujoco/mjbatch.h"), "");
        Files.writeString(home.resolve("lib/libmujoco.so.3.17.0"), "");
        return home;
    }
}
