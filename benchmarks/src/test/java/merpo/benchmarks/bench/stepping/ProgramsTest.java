package merpo.benchmarks.bench.stepping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import merpo.datagen.process.ProgramException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must be found before a peer can be started, and what is said when it is not. */
final class ProgramsTest {
    @TempDir Path temp;

    @Test
    void aMissingCompilerIsNamedWithItsPackage() {
        Compiler none = new Compiler(List.of("no-such-cc", "no-such-gcc"));
        assertThatThrownBy(() -> none.compile(temp, temp))
                .isInstanceOf(ProgramException.class)
                .hasMessage(
                        "No C compiler on the path, looked for no-such-cc, no-such-gcc."
                                + " Debian, Ubuntu: apt-get install gcc libc6-dev");
    }

    @Test
    void aCompilerThatRefusesIsQuoted() {
        assertThatThrownBy(() -> new Compiler(List.of("no-such-cc", "false")).compile(temp, temp))
                .isInstanceOf(ProgramException.class)
                .hasMessage(
                        "false, which compiles stepping.c, failed: status 1: it printed nothing");
    }

    @Test
    void mujocoIsWhereTheVariableSaysElseInTheCache() throws IOException, ProgramException {
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
                .isInstanceOf(ProgramException.class)
                .hasMessageContaining("MuJoCo 3.18.0 was not found in " + temp)
                .hasMessageContaining("MUJOCO_HOME");
    }

    private static Path mujoco(Path home) throws IOException {
        Files.createDirectories(home.resolve("include/mujoco"));
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("include/mujoco/mjbatch.h"), "");
        Files.writeString(home.resolve("lib/libmujoco.so.3.17.0"), "");
        return home;
    }
}
