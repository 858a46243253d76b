package merpo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import merpo.benchmarks.cli.Merpo;
import merpo.datagen.process.JavaProgram;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A signal, sent to a process of its own. */
final class InterruptTest {
    @TempDir Path temp;

    /** Ctrl-C, and what a scheduler sends before it kills: 128 and the signal's number. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void anInterruptKeepsWhatIsFinishedAndSaysHowToGoOn(String signal, int status)
            throws Exception {
        Path run = temp.resolve("run");
        Path output = temp.resolve("output");
        Process process =
                new ProcessBuilder(
                                JavaProgram.command(
                                        List.of(),
                                        Merpo.class.getName(),
                                        List.of(
                                                "quickstart",
                                                "--scale",
                                                "smoke",
                                                "--set",
                                                "behaviors.steps=1000000",
                                                "--out",
                                                run.toString())))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            Path begun = run.resolve("behaviors/checkpoints/step-00000000.safetensors");
            for (int i = 0; i < 1200 && !Files.exists(begun); i++) {
                Thread.sleep(50);
            }
            assertThat(begun).exists();
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(status);
        assertThat(Files.readString(output, StandardCharsets.UTF_8))
                .contains("Interrupted in stage \"behaviors\"", "./merpo resume " + run)
                .doesNotContain("Exception");
        assertThat(run.resolve("stages.csv"))
                .content()
                .contains("tasks,")
                .doesNotContain("behaviors,");
        assertThat(run.resolve("behaviors/curve.csv")).doesNotExist();
    }
}
