package merpo.agents.merpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.agents.Data;
import merpo.agents.Given;
import merpo.agents.Tables;
import merpo.agents.Toys;
import merpo.agents.clone.Clones;
import merpo.agents.dynamics.MetaModel;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.merpo.MerpoConfig.MetaCriticStep;
import merpo.agents.merpo.MerpoConfig.TaskInit;
import merpo.agents.rac.Altered;
import merpo.agents.rac.Duals;
import merpo.agents.rac.Gap;
import merpo.agents.rac.Hand;
import merpo.agents.rac.Rac;
import merpo.agents.rac.RacConfig;
import merpo.agents.rac.RacConfig.Backup;
import merpo.agents.rac.RacConfig.Bootstrap;
import merpo.agents.rac.RacConfig.Optimizer;
import merpo.agents.rac.RacConfig.Penalties;
import merpo.agents.rac.RacTrainer;
import merpo.agents.rac.RewardScale;
import merpo.agents.rac.RolloutSchedule;
import merpo.agents.rac.Sources;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Sizes;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The outer loop: which tasks are drawn, where they start, how the meta networks follow. */
class MerpoTest {
    private static final List<ReplayBuffer> DATA =
            Stream.of(-0.1, 0.0, 0.1).map(drift -> Data.uniform(Toys.drift(drift), 60, 1)).toList();

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private static MerpoConfig config(
            TaskInit init, MetaCriticStep step, int taskBatch, double metaCriticRate) {
        return config(init, step, taskBatch, metaCriticRate, 1e-3);
    }

    private static MerpoConfig config(
            TaskInit init,
            MetaCriticStep step,
            int taskBatch,
            double metaCriticRate,
            double metaPolicyRate) {
        RacConfig inner =
                new RacConfig(
                        new Sizes(1, 8, 8),
                        0.4,
                        Hand.penalties(
                                new Multiplier.Fixed(0.25),
                                new Multiplier.Fixed(0.05),
                                new Multiplier.Logarithmic(0.05, 1e-2, 0)),
                        new Gap.Literal(Gap.States.IMAGINED),
                        new Bootstrap(Backup.SOFT, 0.9, 0.01, new RewardScale.Fixed(1)),
                        new Optimizer(1e-2, 1e-2, 0),
                        new RolloutSchedule(1, 1, 4, 100),
                        0.5);
        return new MerpoConfig(
                inner,
                init,
                new MerpoConfig.Meta(metaPolicyRate, metaCriticRate, step, 1e-3),
                taskBatch,
                3,
                3,
                0);
    }

    /** Models that were never trained serve as well as any. */
    private TaskModels models() {
        try (MetaModel model = MetaModel.initialize(manager, Toys.model(0, 0), DATA, 0)) {
            return model.adapt(DATA, 0, (step, loss) -> {});
        }
    }

    private Merpo merpo(MerpoConfig config, long seed) {
        return new Merpo(
                manager, config, DATA, Optional.of(models()), s -> false, clones(config, 3), seed);
    }

    /** Clones that were never fitted. */
    private Clones clones(MerpoConfig config, int tasks) {
        return new Clones(
                config.inner()
                        .sizes()
                        .policy(1, 1)
                        .initialize(manager, Streams.perTask(9, "clones", tasks)),
                new double[tasks]);
    }

    private NDArray rows(float... values) {
        return manager.create(values, new Shape(2, values.length / 2, 1));
    }

    /** KL(N(0.3, 0.5^2) || N(-0.4, 0.9^2)) = 0.54458 in the first task, 0 in the second. */
    @Test
    void metaPolicyLossIsTheWeightedMeanOfTheDriftsOverTasks() {
        float narrow = (float) Math.log(0.5);
        float wide = (float) Math.log(0.9);
        SquashedGaussian own =
                new SquashedGaussian(rows(0.3f, 0.3f, 1, 1), rows(narrow, narrow, 0, 0));
        SquashedGaussian meta =
                new SquashedGaussian(rows(-0.4f, -0.4f, 1, 1), rows(wide, wide, 0, 0));
        NDArray weight = manager.create(new float[] {3, 50});
        // log(0.9 / 0.5) + (0.25 + 0.49) / 1.62 - 0.5 = 0.54458; (3 * 0.54458 + 50 * 0) / 2
        assertThat(Merpo.metaPolicyLoss(own, meta, weight).getFloat(0))
                .isCloseTo(1.5f * 0.54458f, within(1e-4f));
        // the other direction differs: log(0.5 / 0.9) + (0.81 + 0.49) / 0.5 - 0.5 = 1.512213
        assertThat(Merpo.metaPolicyLoss(meta, own, weight).getFloat(0))
                .isCloseTo(1.5f * 1.512213f, within(1e-4f));
    }

    private static Duals task(double lambda, double alpha) {
        RacConfig config = Altered.alpha(Tables.merpo("point-robot-wind").inner(), alpha);
        Penalties held =
                Hand.penalties(
                        new Multiplier.Fixed(lambda),
                        config.penalties().beta(),
                        config.penalties().entropy());
        return Hand.duals(config.withPenalties(held), 1);
    }

    @Test
    void tasksWeighLambdaTimesOneMinusAlphaButNeverNothing() {
        try (Merpo merpo = merpo(config(TaskInit.META, MetaCriticStep.ADAM, 2, 1e-3), 0)) {
            assertThat(merpo.weight(task(5, 0.4), 0)).isCloseTo(3, within(1e-12)); // 5 (1 - 0.4)
            assertThat(merpo.weight(task(5, 0.5), 0)).isCloseTo(2.5, within(1e-12));
            assertThat(merpo.weight(task(0, 0.4), 0)).isEqualTo(1e-3);
        }
    }

    /** Were there a gradient into pi_n, the rate of pi_c would still not show in it. */
    @Test
    void metaPolicyStepLeavesTheTasksNetworksAlone() {
        MerpoConfig slow = config(TaskInit.PERSIST, MetaCriticStep.ADAM, 3, 1e-3, 1e-9);
        MerpoConfig fast = config(TaskInit.PERSIST, MetaCriticStep.ADAM, 3, 1e-3, 1e-2);
        try (Merpo one = merpo(slow, 0);
                Merpo two = merpo(fast, 0);
                MetaKnowledge before = two.knowledge()) {
            one.step();
            two.step();
            assertThat(two.tasks().actors().toArray()).isEqualTo(one.tasks().actors().toArray());
            assertThat(two.tasks().critics().toArray()).isEqualTo(one.tasks().critics().toArray());
            try (MetaKnowledge after = two.knowledge()) {
                assertThat(after.policy().toArray()).isNotEqualTo(before.policy().toArray());
            }
        }
    }

    /** Q_meta before and after an iteration of all tasks, and the mean of their critics. */
    private float[][] follow(MetaCriticStep step, double rate) {
        try (Merpo merpo = merpo(config(TaskInit.PERSIST, step, 3, rate), 0);
                MetaKnowledge before = merpo.knowledge()) {
            merpo.step();
            try (MetaKnowledge after = merpo.knowledge()) {
                float[] critics = merpo.tasks().critics().toArray();
                float[] mean = new float[critics.length / 3];
                for (int i = 0; i < critics.length; i++) {
                    mean[i % mean.length] += critics[i] / 3;
                }
                return new float[][] {before.critic().toArray(), after.critic().toArray(), mean};
            }
        }
    }

    /** Weight by weight, so that the two heads stay apart. */
    @Test
    void literalMetaCriticGoesItsRateOfTheWayToTheMean() {
        float[][] q = follow(MetaCriticStep.LITERAL, 0.25);
        assertThat(q[2]).isNotEqualTo(q[0]);
        for (int i = 0; i < q[0].length; i++) {
            // Q - 0.25 (Q - mean)
            assertThat(q[1][i]).isCloseTo(q[0][i] - 0.25f * (q[0][i] - q[2][i]), within(1e-6f));
        }
    }

    @Test
    void adamMetaCriticStepsAboutItsRateTowardsTheMean() {
        float[][] q = follow(MetaCriticStep.ADAM, 1e-3);
        int moved = 0;
        for (int i = 0; i < q[0].length; i++) {
            float wanted = q[2][i] - q[0][i];
            if (Math.abs(wanted) > 1e-5) {
                assertThat(q[1][i] - q[0][i]).isCloseTo(Math.signum(wanted) * 1e-3f, within(1e-5f));
                moved++;
            }
        }
        assertThat(moved).isGreaterThan(q[0].length / 2);
    }

    @Test
    void metaStartsEachIterationFromTheMetaNetworks() {
        try (Merpo merpo = merpo(config(TaskInit.META, MetaCriticStep.ADAM, 2, 1e-2), 0)) {
            merpo.step();
            try (Rac start = merpo.start(2, 0);
                    MetaKnowledge now = merpo.knowledge();
                    ParameterStack actors = now.policy().repeat(2);
                    ParameterStack critics = now.critic().repeat(2)) {
                assertThat(start.actors().toArray()).isEqualTo(actors.toArray());
                assertThat(start.critics().toArray()).isEqualTo(critics.toArray());
            }
        }
    }

    @Test
    void persistContinuesWhereTheTaskStoppedAndLeavesOthersBitEqual() {
        try (Merpo merpo = merpo(config(TaskInit.PERSIST, MetaCriticStep.ADAM, 2, 1e-2), 0)) {
            float[][] before = critics(merpo);
            merpo.step();
            float[][] after = critics(merpo);
            int[] changed =
                    IntStream.range(0, 3)
                            .filter(task -> !Arrays.equals(before[task], after[task]))
                            .toArray();
            assertThat(changed).hasSize(2);
            try (Rac start = merpo.start(changed[1]);
                    ParameterStack kept = merpo.tasks().actors().gather(changed[1])) {
                assertThat(start.critics().toArray()).isEqualTo(after[changed[1]]);
                assertThat(start.actors().toArray()).isEqualTo(kept.toArray());
            }
        }
    }

    @Test
    void persistedPoliciesAreJudgedByTheMetaCritic() {
        MerpoConfig config = config(TaskInit.PERSIST_POLICIES, MetaCriticStep.LITERAL, 3, 1);
        try (Merpo merpo = merpo(config, 0)) {
            merpo.step();
            try (Rac start = merpo.start(1);
                    MetaKnowledge now = merpo.knowledge();
                    ParameterStack kept = merpo.tasks().actors().gather(1)) {
                assertThat(start.actors().toArray())
                        .isEqualTo(kept.toArray())
                        .isNotEqualTo(now.policy().toArray());
                assertThat(start.critics().toArray())
                        .isEqualTo(now.critic().toArray())
                        .isNotEqualTo(critics(merpo)[1]);
            }
        }
    }

    private static float[][] critics(Merpo merpo) {
        float[] all = merpo.tasks().critics().toArray();
        int size = all.length / 3;
        return IntStream.range(0, 3)
                .mapToObj(task -> Arrays.copyOfRange(all, task * size, (task + 1) * size))
                .toArray(float[][]::new);
    }

    /** What is tuned per task persists with it, whatever its networks do. */
    @Test
    void temperaturesPersistInEveryMode() {
        for (TaskInit init : TaskInit.values()) {
            try (Merpo merpo = merpo(config(init, MetaCriticStep.ADAM, 3, 1e-2), 0)) {
                merpo.step();
                try (Rac start = merpo.start(1)) {
                    double tuned = start.duals().temperature().value(0);
                    assertThat(tuned).isNotEqualTo(0.05);
                    assertThat(tuned).isEqualTo(merpo.tasks().duals().temperature().value(1));
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> tasksAreDrawnWithoutReplacement() {
        return Given.draws(
                random -> {
                    int[] rows = Merpo.drawTasks(random, 7, 4);
                    assertThat(rows).hasSize(4).doesNotHaveDuplicates();
                    assertThat(IntStream.of(rows).boxed())
                            .allSatisfy(row -> assertThat(row).isBetween(0, 6));
                });
    }

    @Test
    void everyTaskIsEquallyLikely() {
        int[] counts = new int[5];
        RandomGenerator random = Streams.of(0, "tasks", 0);
        for (int draw = 0; draw < 5000; draw++) {
            for (int task : Merpo.drawTasks(random, 5, 2)) {
                counts[task]++;
            }
        }
        assertThat(IntStream.of(counts).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(1850, 2150)); // of 2000
    }

    @Test
    void refusesATaskBatchLargerThanTheTasks() {
        assertThatThrownBy(() -> merpo(config(TaskInit.META, MetaCriticStep.ADAM, 4, 1e-3), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MerpoConfig.taskBatch is 4, must be at most the 3 training tasks");
    }

    @Test
    void refusesLikelihoodsThatDoNotMatchTheTasks() {
        MerpoConfig config = config(TaskInit.META, MetaCriticStep.ADAM, 2, 1e-3);
        assertThatThrownBy(
                        () ->
                                new Merpo(
                                        manager,
                                        config,
                                        DATA,
                                        Optional.of(models()),
                                        s -> false,
                                        clones(config, 2),
                                        0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "there are 2 behavior clones, must be one for each of the 3 training tasks");
    }

    private float[][] run(long seed) {
        try (Merpo merpo = merpo(config(TaskInit.PERSIST, MetaCriticStep.ADAM, 2, 1e-3), seed)) {
            merpo.step();
            merpo.step();
            try (MetaKnowledge knowledge = merpo.knowledge()) {
                return new float[][] {knowledge.policy().toArray(), knowledge.critic().toArray()};
            }
        }
    }

    @Test
    void sameSeedSameBytes() {
        assertThat(run(7)).isDeepEqualTo(run(7));
        assertThat(run(7)[0]).isNotEqualTo(run(8)[0]);
    }

    @Test
    void metaTestChangesNothingThatWasLearned() {
        MerpoConfig config = config(TaskInit.PERSIST, MetaCriticStep.ADAM, 2, 1e-3);
        try (Merpo merpo = merpo(config, 0);
                TaskModels models = models()) {
            merpo.step();
            try (MetaKnowledge before = merpo.knowledge();
                    MetaKnowledge used = before.copy()) {
                Adaptation adaptation =
                        new Adaptation(
                                manager,
                                config.inner(),
                                Sources.raw(DATA, Optional.of(models), s -> false),
                                0);
                try (RacTrainer mine = adaptation.fromMeta(used);
                        RacTrainer control = adaptation.comboFromMeta(used)) {
                    float[] start = mine.rac().actors().toArray();
                    mine.step();
                    control.step();
                    assertThat(mine.rac().actors().toArray()).isNotEqualTo(start);
                }
                assertThat(used.policy().toArray()).isEqualTo(before.policy().toArray());
                assertThat(used.critic().toArray()).isEqualTo(before.critic().toArray());
                try (MetaKnowledge after = merpo.knowledge()) {
                    assertThat(after.policy().toArray()).isEqualTo(before.policy().toArray());
                    assertThat(after.critic().toArray()).isEqualTo(before.critic().toArray());
                    assertThat(after.temperature()).isEqualTo(before.temperature());
                }
            }
        }
    }

    @Test
    void newTasksStartFromTheMetaNetworksAndTheMeanTemperature() {
        MerpoConfig config = config(TaskInit.PERSIST, MetaCriticStep.ADAM, 2, 1e-3);
        try (Merpo merpo = merpo(config, 0);
                TaskModels models = models();
                MetaKnowledge knowledge = merpo.knowledge()) {
            MetaKnowledge warm = new MetaKnowledge(knowledge.policy(), knowledge.critic(), 0.37);
            Adaptation adaptation =
                    new Adaptation(
                            manager,
                            config.inner(),
                            new Sources(
                                    DATA,
                                    Optional.of(models),
                                    s -> false,
                                    new double[] {1, 2, 3},
                                    new double[] {1, 1, 1},
                                    new double[] {1, 1, 1}),
                            0);
            try (RacTrainer trainer = adaptation.fromMeta(warm);
                    ParameterStack third = trainer.rac().actors().gather(2)) {
                assertThat(third.toArray()).isEqualTo(knowledge.policy().toArray());
                assertThat(trainer.rac().duals().temperature().value(2))
                        .isCloseTo(0.37, within(1e-12));
                assertThat(trainer.rac().duals().cloneLikelihood()).containsExactly(1, 2, 3);
            }
            try (RacTrainer control = adaptation.comboFromMeta(warm);
                    ParameterStack third = control.rac().actors().gather(2)) {
                assertThat(third.toArray()).isEqualTo(knowledge.policy().toArray());
                assertThat(control.rac().duals().lambda().value(2)).isZero();
            }
            try (RacTrainer scratch = adaptation.comboFromScratch();
                    ParameterStack third = scratch.rac().actors().gather(2)) {
                assertThat(third.toArray()).isNotEqualTo(knowledge.policy().toArray());
                assertThat(scratch.rac().duals().lambda().value(2)).isZero();
            }
        }
    }

    @Test
    void iterationsLeaveNoArraysBehind() {
        for (MetaCriticStep step : MetaCriticStep.values()) {
            for (TaskInit init : TaskInit.values()) {
                try (Merpo merpo = merpo(config(init, step, 2, 1e-3), 0)) {
                    merpo.step();
                    int before = manager.getManagedArrays().size();
                    merpo.step();
                    merpo.step();
                    assertThat(manager.getManagedArrays()).hasSize(before);
                }
            }
        }
    }
}
