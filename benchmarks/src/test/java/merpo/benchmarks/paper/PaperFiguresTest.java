package merpo.benchmarks.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import merpo.benchmarks.jobs.Job;
import merpo.benchmarks.jobs.JobList;
import merpo.benchmarks.trials.Course;
import merpo.envs.Environments;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class PaperFiguresTest {
    private static final Path OUT = Path.of("out");
    private static final Budget SMALL = Budget.of("small");

    private static PaperFigure figure(String number) {
        return PaperFigures.named(List.of(number), SMALL).get(0);
    }

    private static Set<String> names(String number) {
        return figure(number).jobs(OUT, SMALL).stream().map(Job::name).collect(Collectors.toSet());
    }

    private static Job job(String number, String name) {
        return figure(number).jobs(OUT, SMALL).stream()
                .filter(job -> job.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + names(number)));
    }

    @TestFactory
    Stream<DynamicTest> panelsAndClaimsNameOnlyLinesThatTheFigureHas() {
        return Budget.SCALES.stream()
                .flatMap(scale -> PaperFigures.all(Budget.of(scale)).stream())
                .map(figure -> DynamicTest.dynamicTest(figure.name(), () -> requireSound(figure)));
    }

    /** On curves that are all there, every claim comes to a verdict. */
    private static void requireSound(PaperFigure figure) {
        Course course = Hand.course(1, 2, 3);
        Courses courses =
                new Courses() {
                    @Override
                    public Course of(String line) {
                        figure.line(line);
                        return course;
                    }

                    @Override
                    public Course of(String line, String policy) {
                        return of(line);
                    }
                };
        assertThat(figure.claims()).isNotEmpty();
        for (Claim claim : figure.claims()) {
            assertThat(claim.condition().judge(courses).state())
                    .isNotEqualTo(ClaimVerdict.State.UNKNOWN);
        }
        for (Panel panel : figure.panels()) {
            if (panel instanceof Panel.Along along) {
                along.lines().forEach(figure::line);
                along.references().forEach(level -> figure.line(level.line()));
            } else if (panel instanceof Panel.Finals finals) {
                finals.rows()
                        .forEach(row -> row.places().forEach(p -> p.lines().forEach(figure::line)));
            }
        }
        figure.trainings().forEach(one -> Environments.named(one.data().environment()));
    }

    @Test
    void aFullListOfJobsIsOneListWithoutContradictions() {
        List<Job> all =
                PaperFigures.all(SMALL).stream().flatMap(f -> f.jobs(OUT, SMALL).stream()).toList();
        List<Job> jobs = JobList.of(all).jobs();
        assertThat(jobs).hasSizeLessThan(all.size());
        assertThat(jobs.stream().map(Job::directory).collect(Collectors.toSet()))
                .hasSameSizeAs(jobs);
    }

    /** 2 datasets, 2 ensembles, 2 COMBO, 2 x 2 COMBO-3, 2 x 2 RAC; their 3 seeds are stacked. */
    @Test
    void figure4HasFourteenJobs() {
        assertThat(names("4")).hasSize(2 + 2 + 2 + 4 + 4);
    }

    /** 3 datasets, 3 ensembles and on each 3 alphas near 2 policies and alpha 1. */
    @Test
    void figure5HasTwentySevenJobs() {
        assertThat(names("5")).hasSize(3 + 3 + 3 * 7);
    }

    /** On medium data: the dataset and the ensemble; figure 5 has shorter runs. */
    @Test
    void figures4And5ShareDataAndEnsemble() {
        Set<String> shared = new HashSet<>(names("4"));
        shared.retainAll(names("5"));
        assertThat(shared).hasSize(1 + 1);
    }

    @Test
    void figure3IsTheProximalHalfOfFigure7a() {
        assertThat(names("7a")).containsAll(names("3"));
        assertThat(names("10a"))
                .containsAll(names("7b").stream().filter(n -> n.contains("/merpo")).toList());
    }

    @Test
    void aRunIsTheCommandThatTrainUnderstands() {
        Job job = job("5", "halfcheetah-medium-50000/rac-zoo-poor-alpha0.7-steps20000-seeds0-2");
        assertThat(job.command())
                .isEqualTo(
                        "./merpo train rac --data out/data/halfcheetah-medium-50000/medium --scale small --seed 0"
                                + " --seeds 3 --threads 1 --out out/runs/halfcheetah-medium-50000/rac-zoo-poor-alpha0.7-steps20000-seeds0-2"
                                + " --set learning.rac.alpha=0.7 --set steps=20000 --meta-policy zoo:poor"
                                + " --model out/runs/halfcheetah-medium-50000/ensemble-seeds0-2");
        assertThat(job.needs())
                .containsExactly(
                        "data/halfcheetah-medium-50000",
                        "halfcheetah-medium-50000/ensemble-seeds0-2");
        assertThat(job.resume()).containsExactly("--resume");
    }

    /** 400 trajectories of 200 steps at most. */
    @Test
    void datasetsHoldTheMostTrajectoriesThatAreCompared() {
        Job data = job("10a", "data/walker-2d-params-good-80000");
        assertThat(data.command())
                .isEqualTo(
                        "./merpo generate --env walker-2d-params --quality good --transitions 80000"
                                + " --out out/data/walker-2d-params-good-80000");
        assertThat(names("10a"))
                .contains(
                        "walker-2d-params-good-80000/merpo-trajectories50-seed0",
                        "walker-2d-params-good-80000/ensemble-trajectories50-seed0");
    }

    @Test
    void withoutAModelThereIsNoEnsemble() {
        Job job = job("7b", "walker-2d-params-good-80000/no-model-trajectories200-seed0");
        assertThat(job.needs()).containsExactly("data/walker-2d-params-good-80000");
        assertThat(job.command()).doesNotContain("--model");
    }

    /** Figure 4's RAC in four panels; figure 5's alphas 0 and 0.4 near two policies. */
    @Test
    void safeImprovementIsCheckedForEveryRunBelowAHalf() {
        List<String> checked =
                Stream.of("4", "5")
                        .flatMap(number -> figure(number).claims().stream())
                        .filter(claim -> claim.origin() == Claim.Origin.THEOREM)
                        .map(Claim::name)
                        .toList();
        assertThat(checked).hasSize(4 + 3 * 2 * 2);
    }

    @Test
    void everyFigureOfMerpoHasTheControl() {
        for (String number : List.of("3", "7a", "7b", "9c", "10a", "anchor-2")) {
            assertThat(figure(number).lines())
                    .anyMatch(line -> line.policy().equals("combo-from-meta"));
        }
    }

    @Test
    void learnersWithoutAModelWaitForNoEnsemble() {
        assertThat(names("anchor-1"))
                .containsExactlyInAnyOrder(
                        "data/halfcheetah-mixed-50000",
                        "halfcheetah-mixed-50000/ensemble-seeds0-2",
                        "halfcheetah-mixed-50000/cql-cloneSteps5000-initial0.2-rate0.0003-steps40000-seeds0-2",
                        "halfcheetah-mixed-50000/combo-cloneSteps5000-realRatio0.8-steps60000-seeds0-2",
                        "halfcheetah-mixed-50000/rac-zoo-poor-cloneSteps5000-realRatio0.8-steps60000-seeds0-2");
        assertThat(
                        job(
                                        "anchor-1",
                                        "halfcheetah-mixed-50000/cql-cloneSteps5000-initial0.2-rate0.0003-steps40000-seeds0-2")
                                .needs())
                .containsExactly("data/halfcheetah-mixed-50000");
    }

    @Test
    void familiesWithTwoTasksAreTriedOnOtherDataOfTheSame() {
        Job job = job("6-ant", "ant-fwd-back-mixed-80000/pearl-trajectories200-seed0");
        assertThat(job.needs())
                .containsExactly(
                        "data/ant-fwd-back-mixed-80000", "data/ant-fwd-back-mixed-80000-seed1");
        assertThat(job.command())
                .contains("--test-data out/data/ant-fwd-back-mixed-80000-seed1/mixed");
        assertThat(job("6-ant", "data/ant-fwd-back-mixed-80000-seed1").command())
                .contains(" --seed 1 ");
    }

    /** 5 baselines on 2 qualities, MerPO and MerPO-Adp on one. */
    @Test
    void figureSixIsItsPartsTogether() {
        List<Line> parts =
                Stream.of("6-wind", "6-walkers", "6-half-cheetah", "6-ant")
                        .flatMap(number -> figure(number).lines().stream())
                        .toList();
        assertThat(parts).hasSize(4 * (5 * 2 + 2));
        assertThat(figure("6").lines()).isEqualTo(parts);
    }

    /** One adaptation measures all parts of MerPO, after the training that figure 7a has too. */
    @Test
    void newTasksAreAdaptedToAfterTheTraining() {
        String name = "walker-2d-params-good-80000/merpo-trajectories200-adapted-expert-200-seed1";
        Job job = job("7c", name);
        assertThat(job.needs())
                .containsExactly(
                        "walker-2d-params-good-80000/merpo-trajectories200-seed1",
                        "data/walker-2d-params-expert-80000-new");
        assertThat(names("7a")).contains(job.needs().get(0));
        assertThat(job.command())
                .isEqualTo(
                        "./merpo adapt out/runs/walker-2d-params-good-80000/merpo-trajectories200-seed1"
                                + " --data out/data/walker-2d-params-expert-80000-new/expert --ablations --trajectories 200"
                                + " --every 25 --steps 500 --seed 1 --threads 1 --out out/runs/"
                                + name);
        assertThat(job.resume()).containsExactly("--overwrite");
        assertThat(names("7c")).contains(name.replace("expert", "good")); // figure 9b's as well
        assertThat(names("9b")).contains(name.replace("expert", "good"));
    }

    /** 4 alphas near two policies, of which alpha 1 has no use. */
    @Test
    void figure8dHasSevenLines() {
        assertThat(figure("8d").lines()).hasSize(2 * 4 - 1);
        assertThat(names("8d")).hasSize(1 + 1 + 7);
    }

    @Test
    void thePaperScaleIsAListOfJobs() {
        Budget paper = Budget.of("paper");
        Job job =
                PaperFigures.named(List.of("8b"), paper).get(0).jobs(OUT, paper).stream()
                        .filter(one -> one.name().startsWith("walker2d-medium-1000000/rac"))
                        .findFirst()
                        .orElseThrow();
        assertThat(job.command())
                .contains(" --scale paper --seed 0 --seeds 4 ")
                .contains(" --meta-policy zoo:good ");
    }

    /** Learners of single tasks learn from what the others take for context. */
    @Test
    void comboLearnsFromTheNewTasksAlone() {
        Job data = job("1", "data/walker-2d-params-bad-80000-new");
        assertThat(data.command()).contains(" --only test ");
        Job combo =
                job(
                        "1",
                        "walker-2d-params-bad-80000-new/combo-steps20000-trajectories200-seeds0-2");
        assertThat(combo.needs()).contains(data.name());
    }

    /** Two qualities; ours stack three seeds, theirs do not; both have the sizes of ours. */
    @Test
    void peersLearnFromTheSameFilesWithTheSameSizes() {
        assertThat(figure("anchor-4-hopper").lines()).hasSize(2 * 5);
        assertThat(names("anchor-4-hopper")).hasSize(2 * (1 + 1 + 2 + 3 * 3));
        String name =
                "hopper-mixed-50000/d3rlpy-iql-batch128-episodes5-every1000-hidden-layers2-steps20000-width128-seed2";
        Job job = job("anchor-4-hopper", name);
        assertThat(job.needs()).containsExactly("data/hopper-mixed-50000");
        assertThat(job.command())
                .isEqualTo(
                        "./merpo bench offline d3rlpy-iql --data out/data/hopper-mixed-50000/mixed --batch 128"
                                + " --episodes 5 --every 1000 --hidden-layers 2 --steps 20000 --width 128 --seed 2 --out out/runs/"
                                + name);
        assertThat(names("anchor-4-hopper"))
                .contains("hopper-mixed-50000/combo-steps20000-seeds0-2");
    }

    @Test
    void anUnknownFigureSuggestsTheNearest() {
        assertThatThrownBy(() -> PaperFigures.named(List.of("7"), SMALL))
                .hasMessage(
                        "There is no figure \"7\". Did you mean \"7a\"? Known: 1, 3, 4, 5, 6, 6-wind, 6-walkers, 6-half-cheetah, 6-ant, 7a, 7b, 7c, 7d, 8a, 8b, 8c, 8d, 9a, 9b, 9c, 10a, 10b, 11a, 11b, anchor-1, anchor-2, anchor-3, anchor-4-halfcheetah, anchor-4-hopper, anchor-4-walker2d");
        assertThatThrownBy(() -> PaperFigures.named(List.of("elephant"), SMALL))
                .hasMessageStartingWith("There is no figure \"elephant\". Known: 1");
    }
}
