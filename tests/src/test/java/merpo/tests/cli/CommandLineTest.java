package merpo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import merpo.benchmarks.cli.Check;
import merpo.benchmarks.cli.Merpo;
import merpo.benchmarks.cli.Parts;
import merpo.datagen.run.Existing;
import merpo.datagen.run.RunDirectory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exit status and messages: 0 done, 1 failed, 2 wrong usage; one message, and no stack trace unless
 * asked for.
 */
final class CommandLineTest {
    private static final List<String> COMMANDS =
            List.of(
                    "quickstart",
                    "envs",
                    "prepare",
                    "inspect",
                    "convert",
                    "train",
                    "evaluate",
                    "adapt",
                    "figure",
                    "report",
                    "replay",
                    "doctor");

    @TempDir Path temp;
    private final FakeExperiments experiments = new FakeExperiments();
    private Check check = check("HDF5 library", "1.14.3");
    private String out = "";
    private String err = "";

    private int merpo(Object... words) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        Parts parts =
                new Parts(
                        experiments,
                        (file, how, writer) -> {
                            throw new IllegalArgumentException(
                                    file + " is not an HDF5 file: it begins with 64656172");
                        },
                        List.of(check));
        String[] args = Stream.of(words).map(Object::toString).toArray(String[]::new);
        int status =
                Merpo.execute(
                        parts,
                        new PrintWriter(outText, true),
                        new PrintWriter(errText, true),
                        args);
        out = outText.toString();
        err = errText.toString();
        return status;
    }

    private static Check check(String name, String result) {
        return new Check() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String look() {
                if (result.startsWith("no ")) {
                    throw new UnsatisfiedLinkError(result);
                }
                return result;
            }
        };
    }

    /** One line, which begins with the program's name. */
    private void assertOneMessage(String... parts) {
        assertThat(err.strip().lines()).hasSize(1);
        assertThat(err).startsWith("merpo: ").contains(parts).doesNotContain("\tat ");
    }

    @TestFactory
    Stream<DynamicTest> everyCommandHasHelpWithAnExample() {
        return COMMANDS.stream()
                .map(
                        command ->
                                DynamicTest.dynamicTest(
                                        command,
                                        () -> {
                                            assertThat(merpo(command, "--help")).isZero();
                                            assertThat(out).contains("Example: ./merpo " + command);
                                            assertThat(err).isEmpty();
                                        }));
    }

    @Test
    void misspeltNamesSuggestTheNearestOne() {
        assertThat(merpo("quikstart")).isEqualTo(2);
        assertOneMessage("Unknown command \"quikstart\"", "Did you mean \"quickstart\"?");
        assertThat(merpo("prepare", "--sead", 3, "--out", temp)).isEqualTo(2);
        assertOneMessage("Unknown option \"--sead\"", "Did you mean \"--seed\"?");
        assertThat(merpo("quickstart", "--env", "point-robot-wnd", "--out", temp.resolve("a")))
                .isEqualTo(2);
        assertOneMessage("\"point-robot-wnd\" is not registered", "Did you mean");
        assertThat(merpo("quickstart", "--scale", "smal")).isEqualTo(2);
        assertOneMessage("--scale is \"smal\"", "Did you mean \"small\"?");
        assertThat(merpo("quickstart", "--quality", "god")).isEqualTo(2);
        assertOneMessage("--quality is \"god\"", "Did you mean \"good\"?");
        assertThat(temp.resolve("a")).doesNotExist();
    }

    @Test
    void wrongUsageIsStatusTwo() {
        assertThat(merpo()).isEqualTo(2);
        assertOneMessage("No command given", "./merpo quickstart");
        assertThat(merpo("prepare")).isEqualTo(2);
        assertOneMessage("--out");
        assertThat(merpo("prepare", "--out", temp, "--seed", "many")).isEqualTo(2);
        assertOneMessage("--seed", "'many' is not a whole number");
        assertThat(merpo("prepare", "--out", temp, "--threads", 0)).isEqualTo(2);
        assertOneMessage("--threads is 0, must be at least 1");
        assertThat(merpo("prepare", "--out", temp, "--resume", "--overwrite")).isEqualTo(2);
        assertOneMessage("--resume", "--overwrite", "mutually exclusive");
        assertThat(merpo("prepare", "--out", temp, "--set", "alpha")).isEqualTo(2);
        assertOneMessage("--set", "KEY=VALUE");
        assertThat(merpo("train")).isEqualTo(2);
        assertOneMessage("DIR");
        assertThat(merpo("train", "a", "b")).isEqualTo(2);
        assertOneMessage("Unexpected argument \"b\"");
        assertThat(experiments.ran).isEmpty();
    }

    @Test
    void theCommandsContinueOverOneDirectory() {
        Path run = temp.resolve("run");
        assertThat(merpo("prepare", "--out", run, "--seed", 3)).isZero();
        assertThat(out).contains("Next: ./merpo train " + run);
        assertThat(merpo("train", run)).isZero();
        assertThat(merpo("evaluate", run)).isZero();
        assertThat(merpo("report", run)).isZero();
        assertThat(out).contains("MerPO, adapted", "0.50 ± 0.00", "report.html");
        assertThat(experiments.ran).containsExactly("tasks", "data", "merpo", "test", "report");
        assertThat(merpo("train", run)).isZero();
        assertThat(experiments.ran).hasSize(5);
        assertThat(merpo("train", run, "--overwrite")).isZero();
        assertThat(merpo("report", run)).isEqualTo(1);
        assertOneMessage("\"report\" needs stage \"test\"", "./merpo evaluate");
    }

    @Test
    void aMissingStageIsNamedWithItsCommand() {
        assertThat(merpo("prepare", "--out", temp)).isZero();
        assertThat(merpo("evaluate", temp)).isEqualTo(1);
        assertOneMessage("\"test\" needs stage \"merpo\"", "./merpo train " + temp);
        assertThat(merpo("train", temp.resolve("nowhere"))).isEqualTo(1);
        assertOneMessage("does not exist", "./merpo prepare");
    }

    @Test
    void anExistingRunIsKeptUnlessAskedOtherwise() {
        assertThat(merpo("quickstart", "--out", temp, "--seed", 3)).isZero();
        assertThat(merpo("quickstart", "--out", temp)).isEqualTo(1);
        assertOneMessage("already holds a run", "--resume", "--overwrite");
        assertThat(merpo("quickstart", "--out", temp, "--resume")).isZero();
        assertThat(experiments.ran).hasSize(5);
        assertThat(merpo("quickstart", "--out", temp, "--resume", "--seed", 4)).isEqualTo(2);
        assertOneMessage("--seed is 4 here, 3 there");
        assertThat(merpo("quickstart", "--out", temp, "--overwrite", "--seed", 4)).isZero();
        assertThat(experiments.ran).hasSize(10);
    }

    @Test
    void aForeignOrUnwritableOrBusyDirectoryIsRefused() throws IOException {
        Path letter = Files.writeString(temp.resolve("letter.txt"), "dear");
        assertThat(merpo("quickstart", "--out", temp, "--overwrite")).isEqualTo(1);
        assertOneMessage("was not made by merpo");
        assertThat(merpo("quickstart", "--out", letter)).isEqualTo(1);
        assertOneMessage("is a file");
        assertThat(merpo("quickstart", "--out", letter.resolve("below"))).isEqualTo(1);
        assertOneMessage("cannot be made");
        assertThat(merpo("quickstart", "--out", "/proc/merpo")).isEqualTo(1);
        assertOneMessage("/proc/merpo cannot be made", "--out");
        try (RunDirectory busy = RunDirectory.create(temp.resolve("busy"), Existing.REFUSE)) {
            busy.writeText("config.yaml", "seed: 0\n");
            assertThat(merpo("train", busy)).isEqualTo(1);
            assertOneMessage("is in use by another merpo");
        }
        assertThat(letter).hasContent("dear");
    }

    @Test
    void aFailureIsStatusOneAndShowsItsTraceOnlyOnRequest() {
        experiments.failure =
                new IllegalStateException(
                        "Physics diverged at step 412 of point-robot-wind, task 7, seed 3");
        assertThat(merpo("prepare", "--out", temp)).isEqualTo(1);
        assertOneMessage("Physics diverged at step 412");
        assertThat(merpo("prepare", "--out", temp, "--resume", "--debug")).isEqualTo(1);
        assertThat(err).contains("Physics diverged", "\tat merpo.tests.cli.CommandLineTest");
        experiments.failure = new ArithmeticException("/ by zero");
        assertThat(merpo("prepare", "--out", temp, "--resume")).isEqualTo(1);
        assertOneMessage("ArithmeticException", "--debug");
        experiments.failure = null;
        assertThat(merpo("prepare", "--out", temp, "--resume")).isZero();
    }

    @Test
    void filesThatAreNoDatasetsAreCalledSo() throws IOException {
        assertThat(merpo("inspect", temp.resolve("none.h5"))).isEqualTo(1);
        assertOneMessage("none.h5 does not exist", "./merpo prepare");
        assertThat(merpo("inspect", Files.writeString(temp.resolve("letter.h5"), "dear")))
                .isEqualTo(1);
        assertOneMessage("is not an HDF5 file");
    }

    @Test
    void doctorFailsWhenALibraryDoesNotLoad() {
        assertThat(merpo("doctor")).isZero();
        assertThat(out).containsPattern("ok +HDF5 library +1.14.3");
        check = check("HDF5 library", "no jnihdf5 in java.library.path");
        assertThat(merpo("doctor")).isEqualTo(1);
        assertThat(out).containsPattern("MISSING +HDF5 library +no jnihdf5");
    }

    @Test
    void versionAndEnvironmentsAreShown() {
        assertThat(merpo("--version")).isZero();
        assertThat(out).startsWith("merpo ").contains("Java 1");
        assertThat(merpo("envs")).isZero();
        assertThat(out).containsPattern("walker-2d-params +17 +6 +200 +drawn");
        assertThat(out).containsPattern("point-robot-wind +2 +2 +25 +drawn +A point walks");
    }

    @Test
    void anEnvironmentIsShownWithEveryNumberOfItsReward() {
        assertThat(merpo("envs", "show", "Ant-Dir+contact-forces=on")).isZero();
        assertThat(out)
                .startsWith("### ant-dir+contact-forces=on")
                .contains("`reward_ctrl` = -0.5 sum a^2")
                .contains("torso not in [0.2, 1.0] m")
                .contains("| 26 | d_ankle_4 | rad/s | velocity |  |");
        assertThat(merpo("envs", "show", "ant-dri")).isEqualTo(1);
        assertThat(err).contains("Did you mean \"ant-dir\"?");
        assertThat(merpo("envs", "show")).isEqualTo(2);
    }

    @Test
    void tasksArePrintedWrittenAndReadAgain() {
        Path file = temp.resolve("tasks.json");
        assertThat(merpo("envs", "tasks", "half-cheetah-vel")).isZero();
        assertThat(out)
                .contains("train   0  velocity 0.786074")
                .contains("test   99  velocity 0.376209");
        assertThat(
                        merpo(
                                "envs",
                                "tasks",
                                "half-cheetah-vel",
                                "--training",
                                2,
                                "--test",
                                1,
                                "--seed",
                                7,
                                "--out",
                                file))
                .isZero();
        String drawn = out.replace(file + " written\n", "");
        assertThat(merpo("envs", "tasks", "half-cheetah-vel", "--in", file)).isZero();
        assertThat(out).isEqualTo(drawn);
        assertThat(merpo("envs", "tasks", "ant-dir", "--in", file)).isEqualTo(1);
        assertThat(err).contains("unknown parameter \"velocity\", may have goal [1]");
        assertThat(merpo("envs", "tasks", "ant-dir", "--in", file, "--seed", 1)).isEqualTo(2);
    }
}
