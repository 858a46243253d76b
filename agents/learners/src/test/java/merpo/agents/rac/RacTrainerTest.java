package merpo.agents.rac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import merpo.agents.Data;
import merpo.agents.Tables;
import merpo.agents.Toys;
import merpo.agents.dynamics.ModelRollouts;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.rac.RacConfig.Backup;
import merpo.agents.rac.RacConfig.Bootstrap;
import merpo.agents.rac.RacConfig.Optimizer;
import merpo.agents.rac.RacConfig.Penalties;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Sizes;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A problem of two arms that RAC and COMBO must solve, and the corners of alpha and lambda. */
class RacTrainerTest {
    private static final Policy POLICY = new Policy(1, 1, 1, 32);
    private static final Penalties SMALL =
            Hand.penalties(
                    new Multiplier.Fixed(0.05),
                    new Multiplier.Fixed(0.05),
                    new Multiplier.Fixed(0.02));
    private static final RacConfig CONFIG =
            new RacConfig(
                    new Sizes(1, 32, 64),
                    0.4,
                    SMALL,
                    new Gap.Literal(Gap.States.IMAGINED),
                    new Bootstrap(Backup.SOFT, 0.9, 0.02, new RewardScale.Fixed(1)),
                    new Optimizer(3e-3, 3e-3, 0),
                    new RolloutSchedule(1, 1, 16, 2000),
                    0.5);

    /** What the tests share: models take longer to fit than learners. */
    @AutoClose private static final NDManager SHARED = NDManager.newBaseManager();

    private static final List<ReplayBuffer> ARMS = arms();
    private static final List<ReplayBuffer> IMITABLE = imitable();
    private static final TaskModels ARM_MODELS = Toys.models(SHARED, ARMS, ARMS);
    private static final TaskModels IMITABLE_MODELS = Toys.models(SHARED, IMITABLE, IMITABLE);

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** Data of a random policy; the state never changes. */
    private static List<ReplayBuffer> arms() {
        RandomGenerator random = Streams.of(0, "arms", 0);
        float[][] rows = new float[400][];
        for (int i = 0; i < rows.length; i++) {
            float action = (float) random.nextDouble(-1, 1);
            rows[i] = new float[] {1, action, Toys.twoArms().step(1, action, random)[1], 1};
        }
        return List.of(Data.rows(rows));
    }

    /** Data of the policy a = tanh(0.5 + 0.3 noise). */
    private static List<ReplayBuffer> imitable() {
        RandomGenerator random = Streams.of(0, "imitable", 0);
        float[][] rows = new float[400][];
        for (int i = 0; i < rows.length; i++) {
            float action = (float) Math.tanh(0.5 + 0.3 * random.nextGaussian());
            rows[i] = new float[] {1, action, Toys.twoArms().step(1, action, random)[1], 1};
        }
        return List.of(Data.rows(rows));
    }

    private Rac rac(RacConfig config, ParameterStack meta) {
        List<RandomGenerator> weights = Streams.perTask(3, "weights", 1);
        return Rac.from(
                config,
                POLICY.initialize(manager, weights),
                Critic.twin(1, 1, 1, 32).initialize(manager, weights),
                Hand.frozen(config, meta),
                Hand.duals(config, 1));
    }

    private RacTrainer trainer(RacConfig config, List<ReplayBuffer> data, ParameterStack meta) {
        Rac rac = rac(config, meta);
        TaskModels models = data == ARMS ? ARM_MODELS : IMITABLE_MODELS;
        ModelRollouts imagination =
                new ModelRollouts(models, s -> false, ModelRollouts.buffers(1, 2000, 1, 1));
        return new RacTrainer(
                manager,
                rac,
                data,
                config.usesModel() ? Optional.of(imagination) : Optional.empty(),
                Streams.perTask(4, "updates", 1));
    }

    private ParameterStack metaPolicy() {
        return POLICY.initialize(manager, List.of(Streams.of(5, "meta-policy", 0)));
    }

    private static Map<String, Double> train(RacTrainer trainer, int steps) {
        Map<String, Double> last = trainer.step();
        for (int step = 1; step < steps; step++) {
            last = trainer.step();
        }
        return last;
    }

    private static float action(Policy policy, ParameterStack actors) {
        return policy.act(actors, new float[] {1}, List.of()).actions()[0];
    }

    /** The best return of an episode of ten steps is 10. */
    private static double armReturn(RacTrainer trainer) {
        return 10 * Toys.twoArms().step(1, action(POLICY, trainer.rac().actors()), null)[1];
    }

    /** Mean and deviation of the policy before tanh. */
    private double[] gaussian(ParameterStack actors) {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray s = scratch.create(new float[] {1}).reshape(1, 1, 1);
            SquashedGaussian pi = POLICY.at(s, actors.constant());
            return new double[] {
                pi.mean().getFloat(0, 0, 0), Math.exp(pi.logDeviation().getFloat(0, 0, 0))
            };
        }
    }

    @Test
    void comboSolvesTheTwoArms() {
        try (ParameterStack meta = metaPolicy();
                RacTrainer trainer = trainer(CONFIG.combo(), ARMS, meta)) {
            train(trainer, 300);
            assertThat(armReturn(trainer)).isEqualTo(10);
            // where Q is higher: well inside the better arm, not on its edge
            assertThat(action(POLICY, trainer.rac().actors())).isGreaterThan(0.2f);
        }
    }

    @Test
    void racSolvesTheTwoArms() {
        try (ParameterStack meta = metaPolicy();
                RacTrainer trainer = trainer(CONFIG, ARMS, meta)) {
            train(trainer, 300);
            assertThat(armReturn(trainer)).isEqualTo(10);
        }
    }

    /** Small penalties, CQL's gap. */
    private static RacConfig logSumExp(Gap.Reduction reduction) {
        return Altered.gap(CONFIG.combo(), new Gap.LogSumExp(Gap.States.MIXED, 4, reduction));
    }

    @ParameterizedTest
    @EnumSource
    void comboSolvesTheTwoArmsWithCqlsGap(Gap.Reduction reduction) {
        try (ParameterStack meta = metaPolicy();
                RacTrainer trainer = trainer(logSumExp(reduction), ARMS, meta)) {
            train(trainer, 200);
            assertThat(armReturn(trainer)).isEqualTo(10);
        }
    }

    /** Neither a model nor a meta-policy: real rows alone. */
    @Test
    void cqlSolvesTheTwoArms() {
        RacConfig cql =
                Altered.rates(Altered.sizes(Tables.cql(), CONFIG.sizes()), 3e-3, 3e-3)
                        .withPenalties(SMALL.withoutRegularizers());
        assertThat(cql.usesModel()).isFalse();
        try (ParameterStack meta = metaPolicy();
                RacTrainer trainer = trainer(cql, ARMS, meta);
                NDManager scratch = manager.newSubManager()) {
            float[] rewards = trainer.nextBatch(scratch).reward().toFloatArray();
            assertThat(rewards).containsOnly(0f, 1f); // all 64 of the data
            train(trainer, 200);
            assertThat(armReturn(trainer)).isEqualTo(10);
            assertThat(action(POLICY, trainer.rac().actors())).isGreaterThan(0.2f);
        }
    }

    /** CQL's own warm start: the critic learns meanwhile, the actor only imitates. */
    @Test
    void cloneStepsWarmTheActor() {
        RacConfig warm =
                new RacConfig(
                        CONFIG.sizes(),
                        0.4,
                        SMALL.withoutRegularizers(),
                        new Gap.Literal(Gap.States.MIXED),
                        new Bootstrap(Backup.DETERMINISTIC, 0.9, 0.02, new RewardScale.Fixed(1)),
                        new Optimizer(3e-3, 3e-3, 300),
                        CONFIG.rollouts(),
                        1);
        try (ParameterStack meta = metaPolicy();
                RacTrainer trainer = trainer(warm, IMITABLE, meta)) {
            train(trainer, 300);
            double[] clone = gaussian(trainer.rac().actors());
            assertThat(clone[0]).isCloseTo(0.5, within(0.08));
            assertThat(clone[1]).isCloseTo(0.3, within(0.08));
        }
    }

    @Test
    void refusesImaginedRowsWithoutAModel() {
        try (ParameterStack meta = metaPolicy()) {
            Rac rac = rac(CONFIG, meta);
            assertThatThrownBy(
                            () ->
                                    new RacTrainer(
                                            manager,
                                            rac,
                                            ARMS,
                                            Optional.empty(),
                                            Streams.perTask(4, "updates", 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("RacConfig.realRatio is 0.5, but there is no model");
        }
    }

    private static RacConfig strong(double alpha) {
        return Altered.alpha(CONFIG, alpha)
                .withPenalties(
                        Hand.penalties(new Multiplier.Fixed(50), SMALL.beta(), SMALL.entropy()));
    }

    @Test
    void alphaOneAndAStrongLambdaCloneTheData() {
        try (ParameterStack meta = metaPolicy();
                RacTrainer trainer = trainer(strong(1), IMITABLE, meta)) {
            train(trainer, 300);
            double[] clone = gaussian(trainer.rac().actors());
            assertThat(clone[0]).isCloseTo(0.5, within(0.08));
            assertThat(clone[1]).isCloseTo(0.3, within(0.06));
        }
    }

    @Test
    void alphaZeroAndAStrongLambdaStayAtTheMetaPolicy() {
        try (ParameterStack meta = metaPolicy();
                RacTrainer trainer = trainer(strong(0), IMITABLE, meta)) {
            Map<String, Double> last = train(trainer, 300);
            assertThat(last.get("meta_divergence")).isLessThan(0.02);
            double[] held = gaussian(trainer.rac().actors());
            assertThat(held).containsExactly(gaussian(meta), within(0.1));
        }
    }

    @Test
    void batchHoldsRealRowsFirstThenImaginedOnes() {
        // the data's rewards are exactly 0 or 1; the model's are drawn
        try (ParameterStack meta = metaPolicy();
                RacTrainer trainer = trainer(CONFIG, ARMS, meta);
                NDManager scratch = manager.newSubManager()) {
            Batch batch = trainer.nextBatch(scratch);
            float[] rewards = batch.reward().toFloatArray();
            for (int row = 0; row < 32; row++) {
                assertThat(rewards[row]).isIn(0f, 1f);
            }
            for (int row = 32; row < 64; row++) {
                assertThat(rewards[row]).isNotIn(0f, 1f);
            }
        }
    }

    @Test
    void stepsLeaveNoArraysBehind() {
        try (ParameterStack meta = metaPolicy();
                RacTrainer trainer = trainer(CONFIG, ARMS, meta)) {
            trainer.step();
            int before = manager.getManagedArrays().size();
            train(trainer, 3);
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }
}
