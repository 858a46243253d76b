package merpo.tests.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import merpo.benchmarks.cli.Merpo;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.process.JavaProgram;
import merpo.datagen.run.CsvTable;
import merpo.envs.task.TaskSplit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job, as a user runs it, with budgets of seconds. */
final class QuickstartInMiniatureTest {
    /** What the stages compute; times and memory differ from run to run. */
    private static final List<String> RESULTS =
            List.of(
                    "tasks.json",
                    "behaviors/curve.csv",
                    "data/medium/task-000.h5",
                    "data/medium/task-004.h5",
                    "merpo/model/meta-model.safetensors",
                    "merpo/metrics.csv",
                    "merpo/returns.csv",
                    "merpo/policy.safetensors",
                    "merpo/evaluation.csv",
                    "merpo/adaptation.csv",
                    "merpo/trajectories.csv",
                    "figures/learning.svg",
                    "figures/adaptation.svg",
                    "figures/trajectories.csv");

    @TempDir static Path shared;
    private static Path whole;
    private static String said;

    @TempDir Path temp;

    private record Outcome(int status, String out, String err) {}

    private static Outcome merpo(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status =
                Merpo.execute(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        Arrays.stream(words).map(Object::toString).toArray(String[]::new));
        return new Outcome(status, out.toString(), err.toString());
    }

    private static void done(Object... words) {
        Outcome outcome = merpo(words);
        assertThat(outcome.status()).as(outcome.err()).isZero();
    }

    @BeforeAll
    static void runQuickstart() {
        whole = shared.resolve("whole");
        Outcome outcome =
                merpo(
                        "quickstart",
                        "--scale",
                        "smoke",
                        "--seed",
                        3,
                        "--out",
                        whole,
                        "--threads",
                        2);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        said = outcome.out();
    }

    private static void assertSame(Path other, List<String> results) throws IOException {
        for (String result : results) {
            assertThat(other.resolve(result))
                    .as(result)
                    .hasBinaryContent(Files.readAllBytes(whole.resolve(result)));
        }
    }

    @Test
    void theLastLinesSayWhereTheReportIsAndWhatItShows() {
        assertThat(said)
                .contains("MerPO, adapted", "COMBO from scratch", "Adapted to 2 tasks")
                .contains(whole.resolve("report.html").toString());
    }

    @Test
    void everyPolicyIsMeasuredOnEveryTestTask() throws IOException {
        TaskSplit split = TaskSplit.load(whole.resolve("tasks.json"));
        Map<String, Set<Long>> tasks =
                CsvTable.read(whole.resolve("merpo/evaluation.csv")).rows().stream()
                        .collect(
                                Collectors.groupingBy(
                                        row -> row.text("policy"),
                                        Collectors.mapping(
                                                row -> row.integer("task"), Collectors.toSet())));
        assertThat(tasks.keySet())
                .containsExactlyInAnyOrder(
                        "behavior", "clone", "meta", "adapted", "combo", "combo-from-meta");
        Set<Long> expected =
                split.test().stream().map(task -> (long) task.index()).collect(Collectors.toSet());
        assertThat(tasks.values()).allMatch(expected::equals);
    }

    /** Smoke adapts in 5 steps: each of them is a point, and so is the start. */
    @Test
    void whoTakesStepsHasACurveAndWhoActsAtOnceHasNone() {
        Map<String, Set<Long>> steps =
                CsvTable.read(whole.resolve("merpo/adaptation.csv")).rows().stream()
                        .collect(
                                Collectors.groupingBy(
                                        row -> row.text("policy"),
                                        Collectors.mapping(
                                                row -> row.integer("step"), Collectors.toSet())));
        assertThat(steps.keySet()).containsExactlyInAnyOrder("adapted", "combo", "combo-from-meta");
        assertThat(steps.values()).allMatch(Set.of(0L, 1L, 2L, 3L, 4L, 5L)::equals);
        assertThat(
                        CsvTable.read(whole.resolve("merpo/trajectories.csv")).rows().stream()
                                .map(row -> row.text("policy"))
                                .distinct())
                .containsExactlyInAnyOrder("adapted", "clone", "meta");
    }

    /** Through every door the same numbers: the commands by hand, on one thread. */
    @Test
    void theCommandsByHandGiveTheSameBytes() throws IOException {
        Path tasks = temp.resolve("tasks.json");
        String env = "point-robot-wind";
        done(
                "envs",
                "tasks",
                env,
                "--training",
                3,
                "--test",
                2,
                "--seed",
                1337 + 3,
                "--out",
                tasks);
        Path behaviors = temp.resolve("behaviors");
        done(
                "behaviors",
                "--env",
                env,
                "--tasks",
                tasks,
                "--scale",
                "smoke",
                "--seed",
                3,
                "--out",
                behaviors);
        Path data = temp.resolve("data");
        done(
                "generate",
                "--env",
                env,
                "--quality",
                "medium",
                "--transitions",
                8 * 25,
                "--seed",
                3,
                "--policies",
                behaviors,
                "--tasks",
                tasks,
                "--out",
                data);
        Path run = temp.resolve("merpo");
        done(
                "train",
                "merpo",
                "--data",
                data.resolve("medium"),
                "--scale",
                "smoke",
                "--seed",
                3,
                "--out",
                run);
        done("evaluate", run);
        assertSame(temp, RESULTS.stream().filter(name -> !name.startsWith("figures")).toList());
        done("report", run);
        assertThat(run.resolve("figures/learning.svg"))
                .hasBinaryContent(Files.readAllBytes(whole.resolve("figures/learning.svg")));
    }

    /** Killed while SAC learns, after its first snapshot; then it goes on within that stage. */
    @Test
    void aKilledOneGoesOnAndEndsWithTheSameBytes() throws Exception {
        Path run = temp.resolve("run");
        Process process =
                new ProcessBuilder(
                                JavaProgram.command(
                                        List.of(),
                                        Merpo.class.getName(),
                                        List.of(
                                                "quickstart",
                                                "--scale",
                                                "smoke",
                                                "--seed",
                                                "3",
                                                "--out",
                                                run.toString())))
                        .redirectErrorStream(true)
                        .redirectOutput(temp.resolve("said").toFile())
                        .start();
        Path snapshot = run.resolve("behaviors/learner.safetensors");
        for (int i = 0; i < 6000 && !Files.exists(snapshot); i++) {
            Thread.sleep(10);
        }
        process.destroyForcibly().waitFor();
        assertThat(snapshot).exists();
        assertThat(run.resolve("merpo")).doesNotExist();
        Outcome resumed = merpo("resume", run);
        assertThat(resumed.status()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains(run.resolve("report.html").toString());
        assertSame(run, RESULTS);
    }

    /** Its training and its evaluation lie in a directory of their own, and are looked at there. */
    @Test
    void whatWasDamagedBelowItIsMadeAgain() throws IOException {
        Path run = temp.resolve("run");
        try (Stream<Path> all = Files.walk(whole)) {
            for (Path path : all.toList()) {
                Files.copy(path, run.resolve(whole.relativize(path).toString()));
            }
        }
        for (String table : List.of("merpo/returns.csv", "merpo/evaluation.csv")) {
            String text = Files.readString(run.resolve(table));
            Files.writeString(run.resolve(table), text.substring(0, text.length() / 2));
        }
        Outcome resumed = merpo("resume", run);
        assertThat(resumed.status()).as(resumed.err()).isZero();
        assertSame(run, RESULTS);
    }

    @Test
    void aQuickstartKeepsItsSettings() {
        Outcome other = merpo("quickstart", "--scale", "smoke", "--out", whole, "--resume");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).contains("made with other settings", "./merpo resume " + whole);
        Outcome unasked = merpo("quickstart", "--scale", "smoke", "--seed", 3, "--out", whole);
        assertThat(unasked.err()).contains("already holds a run", "--resume", "--overwrite");
    }

    @Test
    void theReportIsOneFileThatNeedsNoNetwork() throws IOException {
        String page = Files.readString(whole.resolve("report.html"));
        assertThat(page)
                .contains("<svg", "The policies that made the data", "Quality of the dynamics")
                .doesNotContain("src=\"http", "href=\"http", "@import");
    }

    @Test
    void theDataAreVerifiedAndSayWhichTasksAreTestedOn() throws IOException {
        assertThat(merpo("inspect", whole.resolve("data")).out()).contains("5 files, all verified");
        for (int task = 0; task < 5; task++) {
            Path file = whole.resolve("data/medium/task-00%d.h5".formatted(task));
            assertThat(DatasetReader.read(file).provenance().task().split().text())
                    .isEqualTo(task < 3 ? "train" : "test");
        }
    }

    /** Forward and backward are both trained on and tested on, with other data. */
    @Test
    void theSameStagesRunThroughMujoco() throws IOException {
        Path run = temp.resolve("cheetah");
        done(
                "quickstart",
                "--env",
                "half-cheetah-fwd-back",
                "--scale",
                "smoke",
                "--out",
                run,
                "--set",
                "steps=2",
                "--set",
                "evaluation.every=2",
                "--set",
                "learning.merpo.testSteps=4");
        assertThat(run.resolve("test-data/medium/task-001.h5")).exists();
        assertThat(CsvTable.read(run.resolve("merpo/trajectories.csv")).rows())
                .allMatch(row -> row.number("y") == 0)
                .anyMatch(row -> row.number("x") != 0);
        assertThat(run.resolve("figures/trajectories.svg")).content().contains("time [s]");
    }
}
