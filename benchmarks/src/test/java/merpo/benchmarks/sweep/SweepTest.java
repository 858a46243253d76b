package merpo.benchmarks.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import merpo.benchmarks.jobs.Job;
import merpo.benchmarks.jobs.JobList;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jobs a grid makes, and what came of them; nothing is trained here. */
final class SweepTest {
    private static final String ALPHA = "learning.rac.alpha";

    @TempDir Path temp;
    private Path medium;
    private Path expert;

    @BeforeEach
    void data() throws IOException {
        medium = HandData.write(temp.resolve("cheetahs/medium"), "half-cheetah-fwd-back");
        expert = HandData.write(temp.resolve("cheetahs/expert"), "half-cheetah-fwd-back");
    }

    private Sweep sweep(String learners, int seeds, String policies, String... settings) {
        Grid grid =
                Grid.of(
                        List.of(learners.split(" ", -1)),
                        medium + "," + expert,
                        null,
                        policies,
                        List.of(settings),
                        Scale.SMOKE,
                        Reading.WORKING,
                        seeds);
        return new Sweep(grid, temp.resolve("out"), "");
    }

    private static List<String> names(Sweep sweep) {
        return JobList.of(sweep.jobs()).jobs().stream().map(Job::name).toList();
    }

    /** Two datasets, three alphas: six trainings, and a model of each dataset for three of them. */
    @Test
    void trainingsShareTheModelsThatTheyAllNeed() {
        Sweep sweep = sweep("rac", 2, "zoo:good", ALPHA + "=0,0.4,1");
        assertThat(names(sweep))
                .containsExactly(
                        "cheetahs-medium/ensemble-seeds0-1",
                        "cheetahs-medium/rac-zoo-good-alpha0-seeds0-1",
                        "cheetahs-medium/rac-zoo-good-alpha0.4-seeds0-1",
                        "cheetahs-medium/rac-zoo-good-alpha1-seeds0-1",
                        "cheetahs-expert/ensemble-seeds0-1",
                        "cheetahs-expert/rac-zoo-good-alpha0-seeds0-1",
                        "cheetahs-expert/rac-zoo-good-alpha0.4-seeds0-1",
                        "cheetahs-expert/rac-zoo-good-alpha1-seeds0-1");
        Job last = JobList.of(sweep.jobs()).jobs().get(7);
        Path models = temp.resolve("out/runs/cheetahs-expert/ensemble-seeds0-1");
        assertThat(last.needs()).containsExactly("cheetahs-expert/ensemble-seeds0-1");
        assertThat(String.join(" ", last.arguments()))
                .isEqualTo(
                        "train rac --data %s --scale smoke --seed 0 --seeds 2 --threads 1 --out %s --meta-policy zoo:good --set learning.rac.alpha=1 --model %s"
                                .formatted(expert, last.directory(), models));
    }

    /** Fewer trajectories are other rows, a model that is patient is another, alpha is neither. */
    @Test
    void modelsAreMadeForEachSettingThatTheyDependOn() {
        List<String> models =
                names(
                                sweep(
                                        "combo",
                                        1,
                                        "",
                                        "data.trajectories=1,2",
                                        "learning.ensemble.patience=2,3",
                                        ALPHA + "=0.1,0.2"))
                        .stream()
                        .filter(name -> name.startsWith("cheetahs-medium/ensemble"))
                        .toList();
        assertThat(models)
                .containsExactly(
                        "cheetahs-medium/ensemble-trajectories1-patience2-seed0",
                        "cheetahs-medium/ensemble-trajectories1-patience3-seed0",
                        "cheetahs-medium/ensemble-trajectories2-patience2-seed0",
                        "cheetahs-medium/ensemble-trajectories2-patience3-seed0");
    }

    /** Two precisions are two kinds of models, too. */
    @Test
    void modelsHaveThePrecisionOfTheirTraining() {
        Sweep sweep = sweep("combo", 1, "", "precision=fp32,bf16");
        assertThat(names(sweep).subList(0, 4))
                .containsExactly(
                        "cheetahs-medium/ensemble-precisionfp32-seed0",
                        "cheetahs-medium/combo-precisionfp32-seed0",
                        "cheetahs-medium/ensemble-precisionbf16-seed0",
                        "cheetahs-medium/combo-precisionbf16-seed0");
        assertThat(JobList.of(sweep.jobs()).jobs().get(2).arguments())
                .containsSequence("--set", "precision=bf16");
    }

    /** Learners over tasks: seed 0 of everything before seed 1 of anything. */
    @Test
    void learnersOverTasksHaveARunForEachSeed() {
        List<String> names = names(sweep("merpo focal", 2, ""));
        assertThat(names)
                .hasSize(12)
                .contains("cheetahs-medium/meta-model-seed1", "cheetahs-expert/focal-seed0");
        assertThat(names.subList(0, 6)).allMatch(name -> name.endsWith("-seed0"));
    }

    /** CQL has no alpha to sweep here that FOCAL would know. */
    @Test
    void aSettingHoldsForTheLearnersThatHaveIt() {
        assertThat(names(sweep("cql focal", 1, "", ALPHA + "=0.1,0.2")))
                .containsOnlyOnce("cheetahs-medium/focal-seed0")
                .contains(
                        "cheetahs-medium/cql-alpha0.1-seed0", "cheetahs-expert/cql-alpha0.2-seed0");
    }

    @Test
    void whatNoLearnerKnowsIsRefusedBeforeAnythingBegins() {
        assertThatThrownBy(() -> sweep("cql", 1, "", "learning.rac.alhpa=1"))
                .hasMessageContaining(
                        "--set learning.rac.alhpa: the configuration has no such value")
                .hasMessageContaining("Did you mean \"learning.rac.alpha\"?");
        assertThatThrownBy(() -> sweep("cql", 1, "", ALPHA + "=0.1,2"))
                .hasMessageContaining("alpha is 2.0");
        assertThatThrownBy(() -> sweep("rac", 1, ""))
                .hasMessageContaining("Name it with --meta-policy: zoo:bad");
        assertThatThrownBy(() -> sweep("cql", 1, "zoo:good"))
                .hasMessageContaining("none of them is trained");
        assertThatThrownBy(() -> sweep("cql", 1, "", ALPHA))
                .hasMessageContaining("must be KEY=VALUE, or KEY=VALUE,VALUE");
        assertThatThrownBy(() -> sweep("cql", 1, "", ALPHA + "=0", ALPHA + "=1"))
                .hasMessageContaining("--set learning.rac.alpha is there twice");
        assertThatThrownBy(() -> sweep("cql", 1, "", "seed=1,2"))
                .hasMessageContaining("--set seed: a sweep has options for");
        assertThatThrownBy(() -> sweep("cql cql", 1, ""))
                .hasMessageContaining("cql is there twice");
    }

    @Test
    void aGridOfAMillionIsRefusedWithTheNumber() {
        String thousand =
                IntStream.rangeClosed(1, 500)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","));
        assertThatThrownBy(
                        () ->
                                sweep(
                                        "cql",
                                        2,
                                        "",
                                        "steps=" + thousand,
                                        "evaluation.every=" + thousand))
                .hasMessageStartingWith("The grid has 1000000 trainings (learners 1, data 2")
                .hasMessageContaining(
                        "500 of steps, 500 of evaluation.every), must be at most 10000");
    }

    /**
     * Of 0.1, 0.2, 0.3, 0.8 the quarters at both ends are left out: 0.25, where the mean is 0.35.
     */
    @Test
    void theTableHasTheMiddleOfSeedsAndTasks() throws IOException {
        Sweep sweep = sweep("cql", 2, "", ALPHA + "=0.1,0.2");
        finish("cheetahs-medium/cql-alpha0.1-seeds0-1", new double[][] {{0.1, 0.2}, {0.3, 0.8}});
        finish("cheetahs-medium/cql-alpha0.2-seeds0-1", new double[][] {{0.5, 0.5}, {0.5, 0.5}});
        SweepTable table = SweepTable.read(sweep);
        assertThat(table.text().lines().toList())
                .element(1)
                .asString()
                .startsWith("cheetahs-medium/cql-alpha0.1")
                .containsPattern(" 2 +0\\.250 +0\\.\\d+ to 0\\.\\d+ +0\\.350 +0\\.250$");
        assertThat(table.text())
                .containsPattern("cql-alpha0.2 +2 +0.500 +0.500 to 0.500 +0.500 +0.500 +best")
                .containsPattern("cheetahs-expert/cql-alpha0.1 +0 +- +- +- +-");
        table.write(temp);
        assertThat(Files.readAllLines(temp.resolve(SweepTable.FILE)))
                .hasSize(5)
                .startsWith(
                        "training,algorithm,data,meta_policy,learning.rac.alpha,seeds,tasks,measure,iqm,low,high,mean,best_iqm")
                .element(2)
                .asString()
                .contains(",0.2,2,2,score,0.5,0.5,0.5,0.5,0.5");
    }

    /** The own policy is tried first at the last step, others stand beside it. */
    private void finish(String name, double[][] scores) throws IOException {
        Path run = Files.createDirectories(temp.resolve("out/runs").resolve(name));
        StringBuilder returns = new StringBuilder("step,seed,task,policy,return,std,score\n");
        returns.append("0,0,0,behavior,1,0,9\n");
        for (int seed = 0; seed < scores.length; seed++) {
            for (int task = 0; task < scores[seed].length; task++) {
                returns.append(
                        "10,%d,%d,learned,1,0,%s\n".formatted(seed, task, scores[seed][task]));
                returns.append("10,%d,%d,clone,1,0,7\n".formatted(seed, task));
            }
        }
        Files.writeString(run.resolve("returns.csv"), returns.toString());
        Files.writeString(
                run.resolve("stages.csv"), "stage,seconds,resident_bytes\nlearn,1.0,-1\n");
    }
}
