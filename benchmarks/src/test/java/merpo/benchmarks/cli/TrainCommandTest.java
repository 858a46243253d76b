package merpo.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import merpo.agents.training.TrainingConfig;
import merpo.datagen.nn.Precision;
import merpo.datagen.nn.Processor;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Mark;
import merpo.datagen.storage.Safetensors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Learners are trained, tried and adapted from the command line, on data of Point-Robot-Wind. */
final class TrainCommandTest {
    @TempDir static Path shared;
    @TempDir Path folder;

    private String out = "";
    private String err = "";

    @BeforeAll
    static void generate() {
        StringWriter said = new StringWriter();
        int status =
                Merpo.execute(
                        new PrintWriter(said),
                        new PrintWriter(said),
                        "generate",
                        "--env",
                        "point-robot-wind",
                        "--quality",
                        "medium",
                        "--transitions",
                        "60",
                        "--out",
                        shared.resolve("wind").toString());
        assertThat(status).as(said.toString()).isZero();
    }

    private static Path wind() {
        return shared.resolve("wind/medium");
    }

    private int merpo(Object... words) {
        StringWriter said = new StringWriter();
        StringWriter errors = new StringWriter();
        int status =
                Merpo.execute(
                        new PrintWriter(said),
                        new PrintWriter(errors),
                        Arrays.stream(words).map(Object::toString).toArray(String[]::new));
        out = said.toString();
        err = errors.toString();
        return status;
    }

    private int train(String algorithm, Path run, Object... more) {
        List<Object> words = new ArrayList<>(List.of("train", algorithm, "--data", wind()));
        words.addAll(List.of("--scale", "smoke", "--out", run));
        words.addAll(List.of(more));
        return merpo(words.toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "cql, learned behavior clone",
        "combo, learned behavior clone",
        "combo-3, learned behavior clone meta",
        "rac, learned behavior clone meta",
        "merpo, meta adapted combo-from-meta combo behavior clone",
        "merpo-adp, meta adapted combo-from-meta combo behavior clone",
        "proximal, meta adapted combo-from-meta combo behavior clone",
        "no-model, meta adapted combo-from-meta combo behavior clone"
    })
    void everyAlgorithmTrainsAndSaysWhatItsPoliciesReturn(String algorithm, String policies) {
        boolean held = algorithm.equals("rac") || algorithm.equals("combo-3");
        Object[] more = held ? new Object[] {"--meta-policy", "zoo:poor"} : new Object[0];
        Path run = folder.resolve("run");
        assertThat(train(algorithm, run, more)).as(err).isZero();
        CsvTable returns = CsvTable.read(run.resolve("returns.csv"));
        assertThat(policies(returns)).isEqualTo(Set.of(policies.split(" ", -1)));
        assertThat(returns.rows())
                .allSatisfy(row -> assertThat(row.number("return")).isBetween(-100.0, 0.0));
        CsvTable metrics = CsvTable.read(run.resolve("metrics.csv"));
        assertThat(metrics.rows()).isNotEmpty();
        assertThat(metrics.rows())
                .allSatisfy(row -> assertThat(row.number("critic_loss")).isFinite());
        assertThat(run.resolve("policy.safetensors")).exists();
        assertThat(run.resolve("provenance.json")).exists();
    }

    /** At the smoke preset's widths nothing is rounded; 128 units are enough. */
    @Test
    void aPrecisionIsKeptWithTheRunAndDecidesItsNumbers() throws Exception {
        assumeThat(Processor.here().bfloat16()).isNotEmpty();
        Path narrow = folder.resolve("narrow");
        assertThat(train("cql", narrow, "--precision", "bf16")).as(err).isZero();
        assertThat(text(narrow)).contains("precision: bf16");
        Path usual = folder.resolve("usual");
        assertThat(train("cql", usual)).as(err).isZero();
        assertThat(text(usual)).contains("precision: fp32");
        assertThat(narrow.resolve("metrics.csv"))
                .hasSameTextualContentAs(usual.resolve("metrics.csv"));

        Object[] wide = {"--set", "learning.rac.sizes.width=128"};
        Path single = folder.resolve("single");
        assertThat(train("cql", single, wide)).as(err).isZero();
        Path rounded = folder.resolve("rounded");
        assertThat(train("cql", rounded, wide[0], wide[1], "--precision", "bf16")).as(err).isZero();
        assertThat(Files.readString(rounded.resolve("metrics.csv")))
                .isNotEqualTo(Files.readString(single.resolve("metrics.csv")));

        assertThat(train("cql", usual, "--precision", "bf16", "--resume")).isEqualTo(2);
        assertThat(err).contains("precision is \"fp32\"", "and \"bf16\" is asked for");
        assertThat(train("cql", usual, "--precision", "fp16")).isEqualTo(2);
        assertThat(err).contains("--precision is \"fp16\", must be one of fp32, bf16");
        assertThat(train("cql", usual, "--set", "precision=fp16")).isEqualTo(2);
        assertThat(err).contains("precision is \"fp16\", must be one of fp32 and bf16");
        assertThat(train("cql", usual, "--precision", "bf16", "--set", "precision=fp32"))
                .isEqualTo(2);
        assertThat(err).contains("one setting, said twice. Leave one out");
    }

    /** A configuration of before there was a choice. */
    @Test
    void anOlderRunIsOfSinglePrecision() throws Exception {
        Path run = folder.resolve("run");
        assertThat(train("cql", run)).as(err).isZero();
        for (String file : List.of("config.yaml", Mark.FILE)) {
            String text = Files.readString(run.resolve(file));
            assertThat(text).contains("precision: fp32\n");
            Files.writeString(run.resolve(file), text.replace("precision: fp32\n", ""));
        }
        assertThat(TrainingConfig.read(run).precision()).isEqualTo(Precision.FP32);
        assertThat(merpo("evaluate", run)).as(err).isZero();
        assertThat(merpo("resume", run)).as(err).isZero();
    }

    private static String text(Path run) throws IOException {
        return Files.readString(run.resolve("config.yaml"));
    }

    /**
     * The message names the setting by its whole path, and what it asks for is enough. The data are
     * three episodes, 75 rows, of which MACAW keeps a third.
     */
    @ParameterizedTest
    @CsvSource({
        "focal, learning.batch.context.rows, 76, 75",
        "pearl, learning.batch.context.rows, 75, 74",
        "cbcq,  learning.batch.context.rows, 75, 74",
        "cbcq,  learning.batch.tasks,        41, 0",
        "mbml,  learning.batch.context.rows, 76, 75",
        "mbml,  learning.batch.tasks,        41, 0",
        "macaw, learning.batch.rows,         26, 25"
    })
    void whatTheDataCannotServeIsRefusedBeforeTheRunIsThere(
            String algorithm, String setting, int asked, int remedy) {
        Path run = folder.resolve("run");
        assertThat(train(algorithm, run, "--set", setting + "=" + asked)).isEqualTo(2);
        assertThat(err).contains(setting, " " + remedy);
        assertThat(run).doesNotExist();
        assertThat(train(algorithm, run, "--set", setting + "=" + remedy)).as(err).isZero();
    }

    /** One episode, 25 rows. */
    @ParameterizedTest
    @CsvSource({
        "focal, learning.batch.context.rows=26",
        "pearl, learning.batch.context.rows=26",
        "cbcq,  learning.batch.context.rows=26",
        "mbml,  learning.batch.context.rows=26",
        "macaw, learning.batch.rows=10"
    })
    void testDataThatAreTooShortAreRefusedBeforeTheRunIsThere(String algorithm, String setting) {
        Path few = folder.resolve("few");
        assertThat(
                        merpo(
                                "generate",
                                "--env",
                                "point-robot-wind",
                                "--quality",
                                "medium",
                                "--transitions",
                                12,
                                "--seed",
                                1,
                                "--out",
                                few))
                .as(err)
                .isZero();
        Path run = folder.resolve("run");
        assertThat(train(algorithm, run, "--test-data", few.resolve("medium"), "--set", setting))
                .isEqualTo(2);
        assertThat(err)
                .contains("25 transitions in the data of test task 0", "or set learning.batch");
        assertThat(run).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pearl", "cql", "ensemble"})
    void aModelIsNamedOnlyWhereOneIsUsed(String algorithm) {
        Path run = folder.resolve("run");
        assertThat(train(algorithm, run, "--model", folder.resolve("models"))).isEqualTo(2);
        assertThat(err).contains("--model is", "Leave it out");
        assertThat(run).doesNotExist();
    }

    @Test
    void aModelThatIsNotThereIsRefusedBeforeTheRunIsThere() {
        Path run = folder.resolve("run");
        assertThat(train("combo", run, "--model", folder.resolve("models"))).isEqualTo(1);
        assertThat(err).contains("which is no training");
        assertThat(run).doesNotExist();
    }

    /** Not after the models and clones that come before. */
    @ParameterizedTest
    @ValueSource(strings = {"cbcq", "macaw"})
    void policiesThatNobodyCanBeHeldNearAreRefusedBeforeTheRunIsThere(String algorithm) {
        Path made = folder.resolve("made");
        assertThat(train(algorithm, made)).as(err).isZero();
        Path run = folder.resolve("run");
        assertThat(train("rac", run, "--meta-policy", made.resolve("policy.safetensors")))
                .isEqualTo(1);
        assertThat(err).contains("Give policies of cql, combo, rac or merpo");
        assertThat(run).doesNotExist();
    }

    private static Set<String> policies(CsvTable returns) {
        return returns.rows().stream().map(row -> row.text("policy")).collect(Collectors.toSet());
    }

    @Test
    void sameSeedSameBytesAndAnotherSeedOthers() throws Exception {
        train("combo", folder.resolve("one"), "--seed", 3);
        train("combo", folder.resolve("two"), "--seed", 3);
        train("combo", folder.resolve("other"), "--seed", 4);
        byte[] one = Files.readAllBytes(folder.resolve("one/policy.safetensors"));
        assertThat(Files.readAllBytes(folder.resolve("two/policy.safetensors"))).isEqualTo(one);
        assertThat(Files.readAllBytes(folder.resolve("other/policy.safetensors")))
                .isNotEqualTo(one);
    }

    /** Ensembles, clones, rollouts, batches and noise of a row are those of its seed alone. */
    @Test
    void seedsInOneStackLearnWhatTheyLearnAlone() throws Exception {
        Path both = learnedInOneStackAndAlone("combo");
        assertThat(CsvTable.read(both.resolve("returns.csv")).rows())
                .extracting(row -> row.integer("seed"))
                .containsOnly(3L, 4L);
    }

    private Path learnedInOneStackAndAlone(String algorithm, Object... more) throws Exception {
        Path both = folder.resolve("both");
        assertThat(train(algorithm, both, with(more, "--seed", 3, "--seeds", 2))).as(err).isZero();
        float[] stacked = actors(both);
        int half = stacked.length / 2;
        for (int seed : List.of(3, 4)) {
            Path alone = folder.resolve("alone-" + seed);
            train(algorithm, alone, with(more, "--seed", seed));
            int from = (seed - 3) * half;
            assertThat(Arrays.copyOfRange(stacked, from, from + half))
                    .containsExactly(actors(alone), within(1e-5f));
        }
        return both;
    }

    private static Object[] with(Object[] more, Object... words) {
        return Stream.concat(Arrays.stream(more), Arrays.stream(words)).toArray();
    }

    private static float[] actors(Path run) throws Exception {
        return Safetensors.read(run.resolve("policy.safetensors")).values("actors");
    }

    @Test
    void aLossThatIsNotFiniteIsToldWithStepSeedAndTask() {
        Object[] wild = {
            "--seed", 5, "--seeds", 2, "--set", "learning.rac.optimizer.criticRate=1e30"
        };
        assertThat(train("cql", folder.resolve("run"), wild)).isEqualTo(1);
        assertThat(err)
                .containsPattern(
                        "merpo: cql, step [0-9]+, seed [56], task [0-9]+: RAC (actor|critic)")
                .contains("must be finite", "The last checkpoint is whole", "another --out")
                .doesNotContain("--debug");
        assertThat(folder.resolve("run/checkpoint.safetensors")).exists();
    }

    /** Where families have the same tasks for both, the data at least must differ (A25). */
    @Test
    void dataThatAreLearnedFromAreNotTestedOn() {
        assertThat(train("merpo", folder.resolve("run"), "--test-data", wind())).isEqualTo(1);
        assertThat(err).contains("holds data that is learned from, too").contains("--seed N");
    }

    @Test
    void severalSeedsAreForLearnersOfSingleTasks() {
        assertThat(train("merpo", folder.resolve("run"), "--seeds", 2)).isNotZero();
        assertThat(err).contains("seeds is 2, must be 1 for merpo").contains("--seed");
    }

    @Test
    void modelsOfAnotherNumberOfSeedsAreRefused() {
        train("ensemble", folder.resolve("models"));
        int status =
                train(
                        "combo",
                        folder.resolve("run"),
                        "--seeds",
                        2,
                        "--model",
                        folder.resolve("models"));
        assertThat(status).isEqualTo(1);
        assertThat(err).contains("holds models of 1 seeds, this training has 2");
    }

    @Test
    void ensemblesAreSharedAndMetaModelsToo() {
        assertThat(train("ensemble", folder.resolve("models"))).as(err).isZero();
        assertThat(train("combo", folder.resolve("run"), "--model", folder.resolve("models")))
                .as(err)
                .isZero();
        assertThat(folder.resolve("run/model")).doesNotExist();
        assertThat(train("meta-model", folder.resolve("meta"))).as(err).isZero();
        assertThat(CsvTable.read(folder.resolve("meta/model/quality.csv")).rows()).hasSize(50);
        assertThat(train("proximal", folder.resolve("over"), "--model", folder.resolve("meta")))
                .as(err)
                .isZero();
        int mixed = train("combo", folder.resolve("no"), "--model", folder.resolve("meta"));
        assertThat(mixed).isEqualTo(1);
        assertThat(err).contains("whose stage \"ensemble\" is not finished");
    }

    @Test
    void modelsOfOtherDataAreRefused() {
        train("ensemble", folder.resolve("models"));
        int status =
                train(
                        "combo",
                        folder.resolve("run"),
                        "--set",
                        "data.trajectories=1",
                        "--model",
                        folder.resolve("models"));
        assertThat(status).isEqualTo(1);
        assertThat(err).contains("learned from other data").contains("Train it on the same");
    }

    @Test
    void finishedTrainingsAreTriedAgain() {
        train("merpo", folder.resolve("run"));
        assertThat(merpo("evaluate", folder.resolve("run"), "--episodes", 3)).as(err).isZero();
        assertThat(out).contains("adapted").contains("behavior").contains("3 episodes each");
        assertThat(policies(CsvTable.read(folder.resolve("run/evaluation.csv"))))
                .contains("adapted", "meta", "clone");
        assertThat(policies(CsvTable.read(folder.resolve("run/adaptation.csv"))))
                .containsExactlyInAnyOrder("adapted", "combo", "combo-from-meta");
        assertThat(merpo("report", folder.resolve("run"))).as(err).isZero();
        assertThat(out).contains("MerPO, adapted", "report.html");
        assertThat(folder.resolve("run/figures/trajectories.svg")).exists();
    }

    /** A learner of single tasks acts at once: it has trajectories and no adaptation. */
    @Test
    void learnersOfSingleTasksAreReportedAndReplayed() {
        train("cql", folder.resolve("run"), "--seeds", 2);
        assertThat(merpo("evaluate", folder.resolve("run"), "--episodes", 2)).as(err).isZero();
        assertThat(folder.resolve("run/adaptation.csv")).doesNotExist();
        // 25 steps and the end, once for each of 50 tasks although two seeds were tried
        assertThat(
                        CsvTable.read(folder.resolve("run/trajectories.csv")).rows().stream()
                                .filter(row -> row.text("policy").equals("learned")))
                .hasSize(50 * 26);
        assertThat(merpo("report", folder.resolve("run"))).as(err).isZero();
        assertThat(folder.resolve("run/figures/adaptation.svg")).doesNotExist();
        assertThat(
                        merpo(
                                "replay",
                                folder.resolve("run"),
                                "--task",
                                7,
                                "--out",
                                folder.resolve("replay.html")))
                .as(err)
                .isZero();
        assertThat(out).contains("learned policy", "25 steps");
    }

    @Test
    void newTasksAreAdaptedTo() throws Exception {
        train("merpo", folder.resolve("run"));
        Path adapted = folder.resolve("adapted");
        int status = merpo("adapt", folder.resolve("run"), "--data", wind(), "--out", adapted);
        assertThat(status).as(err).isZero();
        assertThat(adapted.resolve("policy.safetensors")).exists();
        assertThat(policies(CsvTable.read(adapted.resolve("returns.csv"))))
                .containsExactlyInAnyOrder("adapted", "behavior", "clone");
        assertThat(merpo("replay", adapted, "--out", folder.resolve("replay.html")))
                .as(err)
                .isZero();
        assertThat(out).contains("policy adapted to the task", "25 steps");
        // and its policies, one for each task, hold others, those of every seed
        learnedInOneStackAndAlone("rac", "--meta-policy", adapted.resolve("policy.safetensors"));
    }

    @Test
    void onlyMetaLearnersAreAdapted() {
        train("cql", folder.resolve("run"));
        int status =
                merpo(
                        "adapt",
                        folder.resolve("run"),
                        "--data",
                        wind(),
                        "--out",
                        folder.resolve("a"));
        assertThat(status).isEqualTo(1);
        assertThat(err).contains("trained cql, which learns each task alone");
    }

    @Test
    void aTrainingKeepsItsConfiguration() {
        train("combo", folder.resolve("run"), "--seed", 1);
        assertThat(train("combo", folder.resolve("run"), "--seed", 1, "--resume")).isZero();
        assertThat(merpo("resume", folder.resolve("run"))).as(err).isZero();
        assertThat(train("combo", folder.resolve("run"), "--seed", 2, "--resume")).isEqualTo(2);
        assertThat(err)
                .contains("was made with other settings: seed is 1 in its config.yaml, and 2 is")
                .contains("goes on with its own settings");
    }

    /** Arguments after the data, and what the message must say. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rac|is held near a given policy, and there is none",
                "combo --meta-policy zoo:good|combo makes its own or needs none",
                "rac --meta-policy nowhere.safetensors|no such file",
                "rac --meta-policy zoo:good --set learning.rac.alpha=2|=2: learning.rac.alpha is 2.0, must be in [0, 1]",
                "combo --set learning.rac.penalties.beta={\"kind\":\"fixed\",\"value\":-1}|a multiplier is fixed at -1.0, must be at least 0",
                "rac --meta-policy zoo:good --set learning.rac.penalties.lambda={\"kind\":\"fixed\",\"value\":-1}|a multiplier is fixed at -1.0",
                "combo --set learning.rac.alpa=1|Did you mean",
                "merpo --set data.trajectories=1000|trajectories are 1000, must be at most as many",
                "combo --set combo.alpha=1|Did you mean \"learning.rac.alpha\"?",
                "combo --set learning.imitation.batch=0|=0: learning.imitation.batch is 0, must be",
                "combo --set learning=3|=3: learning is 3, must be a group of values by name",
                "combo --device gpu|sees none",
                "combo --device tpu|must be cpu or gpu",
                "combo --reading odd|must be one of literal, working",
                "comboo|Did you mean \"combo\"?"
            })
    void badInputIsNamed(String line) {
        String[] parts = line.split("\\|", -1);
        List<String> words = new ArrayList<>(List.of(parts[0].split(" ", -1)));
        String algorithm = words.remove(0);
        int status = train(algorithm, folder.resolve("run"), words.toArray());
        assertThat(status).isNotZero();
        assertThat(err).contains(parts[1]);
        assertThat(folder.resolve("run/policy.safetensors")).doesNotExist();
    }

    /** "task-000 (copy).h5", as desktops name it, would count as one more task. */
    @Test
    void aCopyOfADatasetIsNoTask() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        for (String name : List.of("task-000.h5", "task-000 (copy).h5")) {
            Files.copy(shared.resolve("wind/medium/task-000.h5"), data.resolve(name));
        }
        assertThat(merpo("train", "cql", "--data", data, "--out", folder.resolve("run")))
                .isEqualTo(1);
        assertThat(err)
                .contains("task-000 (copy).h5 and task-000.h5 are the same data", "Take one away");
    }

    @Test
    void dataOfNobodyAreRefused() {
        int status =
                merpo(
                        "train",
                        "cql",
                        "--data",
                        shared.resolve("wind"),
                        "--out",
                        folder.resolve("run"));
        assertThat(status).isEqualTo(1);
        assertThat(err).contains("holds no dataset").contains("Did you mean", "? Make some");
    }
}
