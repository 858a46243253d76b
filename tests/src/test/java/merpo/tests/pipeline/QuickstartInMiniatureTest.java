package merpo.tests.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import merpo.benchmarks.cli.Merpo;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.dataset.StoredDataset;
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
                    "behaviour/curve.csv",
                    "behaviour/reference.csv",
                    "data/selection.csv",
                    "data/bad/train/task-000.h5",
                    "data/medium/train/task-001.h5",
                    "data/medium/test/task-002.h5",
                    "data/expert/test/task-002.h5",
                    "model/metrics.csv",
                    "model/meta-model.safetensors",
                    "merpo/metrics.csv",
                    "merpo/learning.csv",
                    "merpo/meta.safetensors",
                    "test/returns.csv",
                    "test/adaptation.csv",
                    "test/trajectories.csv",
                    "test/adapted.safetensors",
                    "figures/learning.svg",
                    "figures/adaptation.svg",
                    "figures/trajectories.csv");

    private static final String[] TINY = {
        "--scale", "smoke",
        "--seed", "3",
        "--set", "tasks.training=2",
        "--set", "tasks.test=1",
        "--set", "behavior.steps=150",
        "--set", "model.warmSteps=10",
        "--set", "model.metaIterations=1",
        "--set", "merpo.iterations=4",
        "--set", "evaluation.learningEvery=2"
    };

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

    private static Object[] with(Object[] options, Object... words) {
        return Stream.concat(Arrays.stream(words), Arrays.stream(options)).toArray();
    }

    @BeforeAll
    static void runQuickstart() {
        whole = shared.resolve("whole");
        Outcome outcome = merpo(with(TINY, "quickstart", "--out", whole, "--threads", 2));
        assertThat(outcome.status()).as(outcome.err()).isZero();
        said = outcome.out();
    }

    private static void assertSameResults(Path other) throws IOException {
        for (String result : RESULTS) {
            assertThat(other.resolve(result))
                    .as(result)
                    .hasBinaryContent(Files.readAllBytes(whole.resolve(result)));
        }
    }

    @Test
    void theLastLinesSayWhereTheReportIsAndWhatItShows() {
        assertThat(said)
                .contains("MerPO, adapted", "COMBO from scratch", "exact optimum")
                .contains(whole.resolve("report.html").toString());
    }

    @Test
    void everyPolicyIsMeasuredOnEveryTestTask() throws IOException {
        TaskSplit split = TaskSplit.load(whole.resolve("tasks.json"));
        Map<String, Set<Long>> tasks =
                CsvTable.read(whole.resolve("test/returns.csv")).rows().stream()
                        .collect(
                                Collectors.groupingBy(
                                        row -> row.text("policy"),
                                        Collectors.mapping(
                                                row -> row.integer("task"), Collectors.toSet())));
        assertThat(tasks.keySet())
                .containsExactlyInAnyOrder(
                        "random",
                        "behaviour",
                        "clone",
                        "meta",
                        "merpo",
                        "combo",
                        "combo-from-meta",
                        "optimum");
        Set<Long> expected =
                split.test().stream().map(task -> (long) task.index()).collect(Collectors.toSet());
        assertThat(tasks.values()).allMatch(expected::equals);
    }

    @Test
    void randomScoresZeroAndTheOptimumOne() {
        for (CsvTable.Row row : CsvTable.read(whole.resolve("test/returns.csv")).rows()) {
            if (row.text("policy").equals("random")) {
                assertThat(row.number("score")).isZero();
            }
            if (row.text("policy").equals("optimum")) {
                assertThat(row.number("score")).isEqualTo(1);
            }
        }
    }

    @Test
    void thereIsOneVerifiedFilePerTaskAndQuality() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(whole.resolve("data"))) {
            all.filter(file -> file.toString().endsWith(".h5")).forEach(files::add);
        }
        assertThat(files).hasSize(4 * 3);
        for (Path file : files) {
            StoredDataset stored = DatasetReader.read(file);
            assertThat(stored.dataset().episodes()).hasSize(8);
            assertThat(stored.provenance().environment().id()).isEqualTo("point-robot-wind");
            assertThat(Manifest.load(file.getParent()).verify(file.getParent())).isEmpty();
        }
        assertThat(merpo("inspect", whole.resolve("data")).out())
                .contains("12 files, all verified");
    }

    @Test
    void theReportIsOneFileThatNeedsNoNetwork() throws IOException {
        String page = Files.readString(whole.resolve("report.html"));
        assertThat(page).contains("<svg").doesNotContain("src=\"http", "href=\"http", "@import");
    }

    @Test
    void theStagesOneByOneGiveTheSameBytesOnOneThread() throws IOException {
        Path run = temp.resolve("run");
        assertThat(merpo(with(TINY, "prepare", "--out", run, "--threads", 1)).status()).isZero();
        assertThat(merpo("train", run, "--threads", 1).status()).isZero();
        assertThat(merpo("evaluate", run, "--threads", 1).status()).isZero();
        assertThat(merpo("report", run).status()).isZero();
        assertSameResults(run);
    }

    @Test
    void aMissingStageIsNamedWithTheCommandThatMakesIt() {
        Path run = temp.resolve("run");
        assertThat(merpo(with(TINY, "prepare", "--out", run)).status()).isZero();
        Outcome outcome = merpo("evaluate", run);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("\"merpo\"", "./merpo train").doesNotContain("\tat ");
    }

    @Test
    void aDamagedDatasetStopsTrainingByName() throws IOException {
        Path run = temp.resolve("run");
        assertThat(merpo(with(TINY, "prepare", "--out", run)).status()).isZero();
        Path file = run.resolve("data/medium/train/task-001.h5");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        Outcome outcome = merpo("train", run);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("task-001.h5").doesNotContain("\tat ");
        assertThat(merpo("inspect", run).err()).contains("task-001.h5");
    }

    @Test
    void aDirectoryWithoutDatasetsIsCalledSo() {
        Outcome outcome = merpo("inspect", temp);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("has no .h5 file", "./merpo generate");
    }

    @Test
    void theSameStagesRunThroughMujoco() throws IOException {
        Path run = temp.resolve("cheetah");
        Outcome outcome =
                merpo(
                        "quickstart",
                        "--env",
                        "half-cheetah-fwd-back",
                        "--scale",
                        "smoke",
                        "--out",
                        run,
                        "--set",
                        "behavior.uniformSteps=200",
                        "--set",
                        "behavior.steps=400",
                        "--set",
                        "behavior.checkpoints.every=200",
                        "--set",
                        "behavior.checkpoints.earlyEvery=200",
                        "--set",
                        "data.trajectories=2",
                        "--set",
                        "model.warmSteps=20",
                        "--set",
                        "model.metaIterations=1",
                        "--set",
                        "model.adaptationSteps=5",
                        "--set",
                        "merpo.iterations=2",
                        "--set",
                        "merpo.testSteps=5",
                        "--set",
                        "imitation.steps=20");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        StoredDataset stored = DatasetReader.read(run.resolve("data/medium/train/task-001.h5"));
        assertThat(stored.dataset().shape().observation()).isEqualTo(20);
        assertThat(stored.provenance().environment().simulator()).isPresent();
        assertThat(CsvTable.read(run.resolve("test/trajectories.csv")).rows())
                .allMatch(row -> row.number("y") == 0)
                .anyMatch(row -> row.number("x") != 0);
        assertThat(run.resolve("figures/trajectories.svg")).content().contains("time [s]");
        assertThat(run.resolve("report.html")).isNotEmptyFile();
    }

    @Test
    void theLiteralReadingRunsToo() {
        Path run = temp.resolve("literal");
        Object[] words = with(TINY, "quickstart", "--out", run, "--set", "reading=literal");
        Outcome outcome = merpo(words);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(run.resolve("config.yaml"))
                .content()
                .contains("reading: LITERAL", "taskInit: META", "criticStep: LITERAL", "plain");
    }
}
