package merpo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import merpo.datagen.run.Existing;
import merpo.datagen.run.RunDirectory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exit status and messages: 0 done, 1 failed, 2 wrong usage, 75 busy; one message, and no stack
 * trace unless asked for.
 */
final class CommandLineTest {
    private static final List<String> COMMANDS =
            List.of(
                    "quickstart",
                    "envs",
                    "behaviors",
                    "zoo",
                    "generate",
                    "inspect",
                    "convert",
                    "train",
                    "resume",
                    "evaluate",
                    "adapt",
                    "report",
                    "replay",
                    "sweep",
                    "figure",
                    "bench",
                    "doctor");

    @TempDir Path temp;
    private final CommandLineInProcess merpo = new CommandLineInProcess();
    private String out = "";
    private String err = "";

    private int merpo(Object... words) {
        int status = merpo.run(words);
        out = merpo.out();
        err = merpo.err();
        return status;
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
        assertThat(merpo("quickstart", "--sead", 3, "--out", temp)).isEqualTo(2);
        assertOneMessage("Unknown option \"--sead\"", "Did you mean \"--seed\"?");
        assertThat(merpo("quickstart", "--env", "point-robot-wnd", "--out", temp.resolve("a")))
                .isEqualTo(2);
        assertOneMessage("\"point-robot-wnd\" is not registered", "Did you mean");
        assertThat(merpo("quickstart", "--scale", "smal")).isEqualTo(2);
        assertOneMessage("--scale is \"smal\"", "Did you mean \"small\"?");
        assertThat(merpo("quickstart", "--quality", "god")).isEqualTo(2);
        assertOneMessage("\"god\"", "good");
        assertThat(merpo("quickstart", "--set", "learning.merpo.alpa=1", "--out", temp))
                .isEqualTo(2);
        assertOneMessage("learning.merpo.alpa", "config.yaml of any run shows all");
        assertThat(merpo("quickstart", "--set", "behaviors.stps=1", "--out", temp)).isEqualTo(2);
        assertOneMessage("stps", "steps");
        assertThat(merpo("quickstart", "--env", "ant-dir", "--out", temp)).isEqualTo(2);
        assertOneMessage("no settings of merpo for \"ant-dir\"", "point-robot-wind");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void wrongUsageIsStatusTwo() {
        assertThat(merpo()).isEqualTo(2);
        assertOneMessage("No command given", "./merpo quickstart");
        assertThat(merpo("generate")).isEqualTo(2);
        assertOneMessage("--out");
        assertThat(merpo("quickstart", "--out", temp, "--seed", "many")).isEqualTo(2);
        assertOneMessage("--seed", "'many' is not a whole number");
        assertThat(merpo("quickstart", "--out", temp, "--threads", 0)).isEqualTo(2);
        assertOneMessage("--threads is 0, must be in [1, ", "Leave it out for one thread");
        assertThat(merpo("quickstart", "--out", temp, "--threads", 2000)).isEqualTo(2);
        assertOneMessage("--threads is 2000, must be in [1, ");
        assertThat(merpo("quickstart", "--out", temp, "--seed", "18446744073709551615"))
                .isEqualTo(2);
        assertOneMessage("'18446744073709551615' is too large a number");
        assertThat(merpo("quickstart", "--out", temp, "--resume", "--overwrite")).isEqualTo(2);
        assertOneMessage("--resume", "--overwrite", "mutually exclusive");
        assertThat(merpo("quickstart", "--out", temp, "--set", "alpha")).isEqualTo(2);
        assertOneMessage("--set", "KEY=VALUE");
        assertThat(merpo("train")).isEqualTo(2);
        assertOneMessage("ALGORITHM");
        assertThat(merpo("evaluate", "a", "b")).isEqualTo(2);
        assertOneMessage("Unexpected argument \"b\"");
        assertThat(merpo("report", "a", "b")).isEqualTo(2);
        assertOneMessage("2 runs are drawn side by side", "--out DIR");
        assertThat(temp).isEmptyDirectory();
    }

    /** Words that nothing outside of the command line could make right. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "generate --env half-cheetah-fwd-bak --quality medium --transitions 5",
                "generate --env half-cheetah-vel --quality meduim --transitions 5",
                "generate --env half-cheetah-vel --quality , --transitions 5",
                "generate --env half-cheetah-vel --quality random --transitions -5",
                "generate --env half-cheetah-vel --quality random --transitions 99999999999",
                "generate --env half-cheetah-vel --quality random --transitions 5 --only tets",
                "generate --env half-cheetah-vel --quality random --transitions 5 --train --scale big",
                "behaviors --env half-cheetah-fwd-bak",
                "behaviors --env half-cheetah-vel --set updates=-1",
                "behaviors --env half-cheetah-vel --set steps=many",
                "behaviors --env half-cheetah-vel --scale big"
            })
    void typingErrorsAreNoFailures(String words) {
        Object[] all =
                Stream.concat(Stream.of(words.split(" ", -1)), Stream.of("--out", temp)).toArray();
        assertThat(merpo(all)).as(err).isEqualTo(2);
        assertThat(err).startsWith("merpo: ").contains("Help: ./merpo");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void behaviorIsUnderstoodInBothSpellings() {
        assertThat(merpo("behaviours", "--help")).isZero();
        for (String word : List.of("behaviors", "behaviours")) {
            String wrong = word + ".stps=1";
            assertThat(merpo("quickstart", "--set", wrong, "--out", temp)).isEqualTo(2);
            assertOneMessage("stps", "steps");
        }
    }

    @Test
    void whatIsNotThereIsNamedWithTheCommandThatMakesIt() {
        assertThat(merpo("evaluate", temp.resolve("nowhere"))).isEqualTo(1);
        assertOneMessage("does not exist", "./merpo quickstart");
        assertThat(merpo("report", temp)).isEqualTo(1);
        assertOneMessage("holds no training", "./merpo train");
        assertThat(merpo("resume", temp)).isEqualTo(1);
        assertOneMessage("holds no training", "./merpo train");
    }

    @Test
    void aForeignOrUnwritableOrBusyDirectoryIsRefused() throws IOException {
        Path letter = Files.writeString(temp.resolve("letter.txt"), "dear");
        assertThat(merpo("quickstart", "--out", temp, "--overwrite")).isEqualTo(1);
        assertOneMessage("was not made by merpo");
        assertThat(merpo("quickstart", "--out", letter)).isEqualTo(2);
        assertOneMessage("--out is " + letter + ", which is no directory");
        assertThat(merpo("quickstart", "--out", letter.resolve("below"))).isEqualTo(1);
        assertOneMessage("cannot be made");
        assertThat(merpo("quickstart", "--out", "/proc/merpo")).isEqualTo(1);
        assertOneMessage("/proc/merpo cannot be made", "--out");
        Path busy = temp.resolve("busy");
        try (RunDirectory held = RunDirectory.create(busy, Existing.REFUSE)) {
            held.writeText("quickstart.yaml", "seed: 0\n");
            assertThat(merpo("quickstart", "--out", busy)).isEqualTo(1);
            assertOneMessage("already holds a run", "--resume", "--overwrite");
            assertThat(merpo("resume", busy)).isEqualTo(75);
            assertOneMessage("is in use by another merpo");
        }
        assertThat(letter).hasContent("dear");
    }

    @Test
    void aFailureShowsItsTraceOnlyOnRequest() {
        assertThat(merpo("evaluate", temp, "--debug")).isEqualTo(1);
        assertThat(err).contains("holds no training", "\tat merpo.");
        assertThat(merpo("evaluate", temp)).isEqualTo(1);
        assertOneMessage("holds no training");
    }

    @Test
    void filesThatAreNoDatasetsAreCalledSo() throws IOException {
        assertThat(merpo("inspect", temp.resolve("none.h5"))).isEqualTo(1);
        assertOneMessage("none.h5: there is no such file", "./merpo generate");
        assertThat(merpo("inspect", Files.writeString(temp.resolve("letter.h5"), "dear")))
                .isEqualTo(1);
        assertThat(err).contains("it is not HDF5", "./merpo generate").doesNotContain("\tat ");
    }

    @Test
    void versionAndEnvironmentsAreShown() {
        assertThat(merpo("--version")).isZero();
        assertThat(out).startsWith("merpo ").contains("Java 1");
        assertThat(merpo("envs")).isZero();
        assertThat(out).containsPattern("walker-2d-params +17 +6 +200 +drawn");
        assertThat(out).containsPattern("point-robot-wind +2 +2 +25 +drawn\\s+A point walks");
    }

    @Test
    void anEnvironmentIsShownWithEveryNumberOfItsReward() {
        assertThat(merpo("envs", "show", "Ant-Dir+contact-forces=on")).isZero();
        assertThat(out)
                .startsWith("### ant-dir+contact-forces=on")
                .contains("`reward_ctrl` = -0.5 sum a^2")
                .contains("torso not in [0.2, 1.0] m")
                .contains("| 26 | d_ankle_4 | rad/s | velocity |  |");
        assertThat(merpo("envs", "show", "ant-dri")).isEqualTo(2);
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
        assertThat(err).contains("holds tasks of half-cheetah-vel, must be of ant-dir");
        assertThat(merpo("envs", "tasks", "ant-dir", "--in", file, "--seed", 1)).isEqualTo(2);
    }
}
