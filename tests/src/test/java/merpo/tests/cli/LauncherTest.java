package merpo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bash launcher on a machine where nothing is installed and nothing is built. */
final class LauncherTest {
    private static final List<String> BARE =
            List.of("bash", "env", "dirname", "readlink", "find", "grep", "mkdir", "cat", "nproc");

    @TempDir Path temp;
    private String heap = "";

    /** Runs a copy of the launcher, alone in a directory, with only {@link #BARE} on the path. */
    private String launch(int status, String... words) throws IOException, InterruptedException {
        Path tools = Files.createDirectories(temp.resolve("bin"));
        for (String tool : BARE) {
            Path script = tools.resolve(tool);
            Files.writeString(script, "#!/usr/bin/bash\nexec /usr/bin/" + tool + " \"$@\"\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
        Path launcher = temp.resolve("house/merpo");
        Files.createDirectories(launcher.getParent());
        Files.write(launcher, Files.readAllBytes(Path.of("../merpo")));
        ProcessBuilder builder = new ProcessBuilder("/usr/bin/bash", launcher.toString());
        builder.command().addAll(List.of(words));
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        if (!heap.isEmpty()) {
            builder.environment().put("MERPO_HEAP", heap);
        }
        Path output = temp.resolve("output");
        Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(status);
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    @Test
    void doctorNamesEachMissingToolWithItsPackageBeforeAnythingIsBuilt() throws Exception {
        assertThat(launch(1, "doctor"))
                .containsPattern(
                        "MISSING +JDK 17\\+ +mend it: apt-get install openjdk-17-jdk-headless")
                .containsPattern("MISSING +Maven +mend it: apt-get install maven")
                .containsPattern("MISSING +C\\+\\+ compiler +mend it: apt-get install g\\+\\+")
                .containsPattern("MISSING +Python 3 +mend it: apt-get install python3")
                .containsPattern("MISSING +pip +mend it: apt-get install python3-pip")
                .contains("6 missing");
    }

    /** Sizes that the virtual machine would refuse in its own words. */
    @Test
    void aHeapHasALaw() throws Exception {
        for (String wrong : List.of("lots", "10", "63m", "0g", "8gb", "99999999g")) {
            heap = wrong;
            assertThat(launch(2, "zoo"))
                    .contains("MERPO_HEAP is \"" + wrong + "\", must be a size of at least 64m");
        }
        heap = "900000g";
        assertThat(launch(2, "zoo"))
                .containsPattern("MERPO_HEAP is \"900000g\", must be at most [0-9]+m, the memory");
    }

    @Test
    void otherCommandsSayWhatTheBuildLacks() throws Exception {
        assertThat(launch(1, "quickstart"))
                .contains("cannot build, this machine lacks", "apt-get install g++");
    }
}
