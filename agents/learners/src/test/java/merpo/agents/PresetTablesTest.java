package merpo.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import merpo.agents.clone.BehaviorClone;
import merpo.agents.dynamics.DynamicsConfig;
import merpo.agents.dynamics.EnsembleConfig;
import merpo.agents.dynamics.EnsembleSizes;
import merpo.agents.merpo.MerpoAdpMethod;
import merpo.agents.merpo.MerpoConfig;
import merpo.agents.merpo.MerpoConfig.MetaCriticStep;
import merpo.agents.merpo.MerpoConfig.TaskInit;
import merpo.agents.merpo.MerpoMethod;
import merpo.agents.merpo.MerpoSettings;
import merpo.agents.merpo.NoModelMethod;
import merpo.agents.merpo.ProximalMethod;
import merpo.agents.rac.Altered;
import merpo.agents.rac.Combo3Method;
import merpo.agents.rac.ComboMethod;
import merpo.agents.rac.CqlMethod;
import merpo.agents.rac.Gap;
import merpo.agents.rac.Hand;
import merpo.agents.rac.PenaltyUnit;
import merpo.agents.rac.RacConfig;
import merpo.agents.rac.RacConfig.Backup;
import merpo.agents.rac.RacConfig.Optimizer;
import merpo.agents.rac.RacConfig.Penalties;
import merpo.agents.rac.RacMethod;
import merpo.agents.rac.RacSettings;
import merpo.agents.rac.RewardScale;
import merpo.agents.rac.RolloutSchedule;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Sizes;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every number of the papers' tables against the presets in the assets. */
class PresetTablesTest {
    private static final Multiplier ENTROPY = new Multiplier.Logarithmic(1, 1e-4, 0); // A8
    private static final EnsembleSizes PAPER = new EnsembleSizes(4, 256, 7, 5, 256); // A.2.1

    /** MerPO, Table 1, "Hyper-parameters for RAC": a column a line. Mind the walker's actor. */
    @ParameterizedTest
    @CsvSource({
        // environment, beta, learning rate for critic, for actor, rollout length
        "halfcheetah, 1, 3e-4, 1e-4, 5",
        "hopper, 1, 3e-4, 1e-4, 5",
        "walker2d, 10, 1e-4, 1e-5, 1"
    })
    void table1(String environment, double beta, double critic, double actor, int length) {
        Preset<RacSettings> preset = Tables.paper(new RacMethod(), environment);
        RacConfig rac = preset.learning().rac();
        SoftAssertions all = new SoftAssertions();
        all.assertThat(rac.bootstrap().discount()).as("discount factor").isEqualTo(0.99);
        all.assertThat(rac.sizes().batch()).as("batch size").isEqualTo(256);
        all.assertThat(rac.realRatio()).as("real data ratio").isEqualTo(0.5);
        all.assertThat(rac.rollouts().length()).as("rollout length").isEqualTo(length);
        all.assertThat(rac.optimizer().criticRate()).as("critic's rate").isEqualTo(critic);
        all.assertThat(rac.optimizer().actorRate()).as("actor's rate").isEqualTo(actor);
        all.assertThat(preset.learning().ensemble().learningRate())
                .as("model's rate")
                .isEqualTo(1e-3);
        all.assertThat(rac.penalties().beta()).as("beta").isEqualTo(fixed(beta));
        all.assertThat(rac.bootstrap().backup()).as("max entropy").isEqualTo(Backup.SOFT);
        all.assertThat(rac.penalties().lambda()).as("lambda").isEqualTo(fixed(1));
        // A.2.1: networks of 4 layers of 256 units, of the models as well
        all.assertThat(rac.sizes()).as("networks").isEqualTo(new Sizes(4, 256, 256));
        all.assertThat(preset.learning().ensemble().sizes()).as("models").isEqualTo(PAPER);
        // what the table leaves open
        all.assertThat(rac.alpha()).as("alpha, Table 2's").isEqualTo(0.4);
        all.assertThat(rac.bootstrap().polyak()).as("A23").isEqualTo(0.005);
        all.assertThat(rac.penalties().entropy()).as("A8").isEqualTo(ENTROPY);
        all.assertThat(rac.penalties().cloneCorrected()).as("A12").isFalse();
        all.assertThat(rac.penalties().unit()).as("A12").isEqualTo(new PenaltyUnit.Fixed(1));
        all.assertThat(rac.gap()).as("A4").isEqualTo(new Gap.Literal(Gap.States.IMAGINED));
        all.assertThat(rac.rollouts())
                .as("A6: five rounds of 50 000 states each 1000 steps")
                .isEqualTo(new RolloutSchedule(length, 1000, 50_000, 5 * 50_000 * length));
        all.assertThat(rac.optimizer().cloneSteps()).as("no cloning first").isZero();
        all.assertThat(preset.learning().annealing()).as("annealing, as COMBO").isTrue();
        all.assertThat(preset.steps()).as("1000 episodes of 1000 steps").isEqualTo(1_000_000);
        all.assertThat(preset.evaluation()).as("A24").isEqualTo(new Evaluation(1000, 10, 100));
        all.assertAll();
    }

    private static Multiplier fixed(double value) {
        return new Multiplier.Fixed(value);
    }

    /** MerPO, Table 2, "Hyper-parameters for MerPO": a column a line. */
    @ParameterizedTest
    @CsvSource({
        // environment, discount, task batch, inner critic's rate, inner actor's, lambda, threshold
        "walker-2d-params, 0.99, 8, 1e-3, 1e-3, 5, 5",
        "half-cheetah-fwd-back, 0.99, 2, 1e-3, 5e-4, 100, 10",
        "ant-fwd-back, 0.99, 2, 8e-4, 5e-4, 100, 10",
        "point-robot-wind, 0.9, 8, 1e-3, 1e-3, 5, 10"
    })
    void table2(
            String environment,
            double discount,
            int taskBatch,
            double critic,
            double actor,
            double lambda,
            double threshold) {
        Preset<MerpoSettings> preset = Tables.paper(new MerpoMethod(), environment);
        MerpoConfig merpo = preset.learning().merpo();
        RacConfig inner = merpo.inner();
        DynamicsConfig dynamics = preset.learning().dynamics();
        SoftAssertions all = new SoftAssertions();
        all.assertThat(inner.bootstrap().discount()).as("discount factor").isEqualTo(discount);
        all.assertThat(inner.sizes().batch()).as("sample batch size").isEqualTo(256);
        all.assertThat(merpo.taskBatch()).as("task batch size").isEqualTo(taskBatch);
        all.assertThat(inner.realRatio()).as("real data ratio").isEqualTo(0.5);
        all.assertThat(inner.rollouts().length()).as("rollout length").isEqualTo(1);
        all.assertThat(inner.optimizer().criticRate()).as("inner critic's rate").isEqualTo(critic);
        all.assertThat(inner.optimizer().actorRate()).as("inner actor's rate").isEqualTo(actor);
        all.assertThat(merpo.innerSteps()).as("inner steps").isEqualTo(10);
        all.assertThat(merpo.meta().policyRate()).as("outer actor's rate").isEqualTo(1e-3);
        all.assertThat(merpo.meta().criticRate()).as("meta-q's rate").isEqualTo(1e-3);
        all.assertThat(dynamics.meta().innerRate()).as("task model's rate").isEqualTo(1e-4);
        all.assertThat(dynamics.adaptation().rate()).as("task model's rate").isEqualTo(1e-4);
        all.assertThat(dynamics.meta().rate()).as("meta-model's rate").isEqualTo(5e-2);
        all.assertThat(dynamics.adaptation().steps()).as("model adaptation steps").isEqualTo(25);
        all.assertThat(inner.penalties().lambda())
                .as("autotune lambda; its rate 1, initial, target divergence 0.05 (limits: A12)")
                .isEqualTo(new Multiplier.Plain(lambda, 1, 0.05, 0, 1e4, Multiplier.Clip.KEPT));
        all.assertThat(inner.penalties().beta())
                .as("autotune beta; log beta's rate 1e-3, initial 0; Q difference threshold")
                .isEqualTo(new Multiplier.Logarithmic(Math.exp(0), 1e-3, threshold));
        all.assertThat(inner.bootstrap().backup()).as("max entropy").isEqualTo(Backup.SOFT);
        all.assertThat(inner.alpha()).as("alpha").isEqualTo(0.4);
        all.assertThat(merpo.testSteps()).as("testing adaptation steps").isEqualTo(100);
        // A.2.1: networks of 5 layers of 300 units, models of 4 of 256
        all.assertThat(inner.sizes()).as("networks").isEqualTo(new Sizes(5, 300, 256));
        all.assertThat(dynamics.sizes()).as("models").isEqualTo(PAPER);
        // what the table leaves open
        all.assertThat(inner.bootstrap().polyak()).as("A23").isEqualTo(0.005);
        all.assertThat(inner.penalties().entropy()).as("A8").isEqualTo(ENTROPY);
        all.assertThat(inner.penalties().cloneCorrected()).as("A12").isFalse();
        all.assertThat(inner.penalties().unit()).as("A12").isEqualTo(new PenaltyUnit.Fixed(1));
        all.assertThat(inner.gap()).as("A4").isEqualTo(new Gap.Literal(Gap.States.IMAGINED));
        all.assertThat(inner.optimizer().cloneSteps()).as("no cloning first").isZero();
        all.assertThat(inner.rollouts()).as("A6").isEqualTo(new RolloutSchedule(1, 1, 256, 20_000));
        all.assertThat(merpo.taskInit()).as("A14").isEqualTo(TaskInit.META);
        all.assertThat(merpo.meta().criticStep()).as("A15").isEqualTo(MetaCriticStep.LITERAL);
        all.assertThat(merpo.meta().leastWeight()).as("A18").isEqualTo(1e-3);
        all.assertThat(merpo.alphaRate()).as("alpha stays").isZero();
        all.assertThat(dynamics.warm()).as("A20").isEqualTo(new DynamicsConfig.Warm(0, 1e-3));
        all.assertThat(dynamics.meta())
                .as("A20")
                .isEqualTo(new DynamicsConfig.Meta(2000, 25, 1e-4, 5e-2, 0.01));
        all.assertThat(preset.steps()).as("A24").isEqualTo(2000);
        all.assertThat(preset.evaluation()).as("A24").isEqualTo(new Evaluation(20, 10, 1));
        all.assertThat(preset.learning().imitation())
                .as("clones")
                .isEqualTo(new BehaviorClone.Config(1e-3, 20_000, 256));
        all.assertAll();
    }

    /** CQL's own code: weight 5 beside the whole squared error, 2.5 beside one half of it (A3). */
    @Test
    void cqlHasItsOwnCodesNumbersForEveryEnvironment() {
        RacConfig cql = Tables.cql();
        assertThat(cql.sizes()).as("3 layers of 256").isEqualTo(new Sizes(3, 256, 256));
        assertThat(cql.optimizer()).as("rates").isEqualTo(new Optimizer(3e-4, 1e-4, 0));
        assertThat(cql.penalties()).isEqualTo(Hand.penalties(fixed(0), fixed(2.5), ENTROPY));
        assertThat(cql.gap()).as("10 actions of each kind").isEqualTo(Tables.CQL_GAP);
        assertThat(cql.bootstrap())
                .isEqualTo(
                        new RacConfig.Bootstrap(
                                Backup.DETERMINISTIC, 0.99, 5e-3, new RewardScale.Fixed(1)));
        assertThat(cql.usesModel()).isFalse();
        assertThat(cql.realRows()).isEqualTo(256);
        Preset<RacSettings> wind = Tables.paper(new CqlMethod(), "point-robot-wind");
        assertThat(wind).isEqualTo(Tables.paper(new CqlMethod(), "walker2d"));
        assertThat(wind.learning().annealing()).isFalse();
        assertThat(wind.steps()).isEqualTo(1_000_000);
    }

    /** run_combo.py, halfcheetah and hopper medium-expert. */
    @Test
    void comboAsOfflineRlKitRunsIt() {
        RacSettings kit =
                Presets.read(
                                List.of("rac", "combo"),
                                "offlinerlkit",
                                Scale.PAPER,
                                Reading.LITERAL,
                                RacSettings.class)
                        .learning();
        RacConfig combo = kit.rac();
        assertThat(combo.sizes()).as("hidden dims 256 256 256").isEqualTo(new Sizes(3, 256, 256));
        assertThat(combo.optimizer()).as("rates").isEqualTo(new Optimizer(3e-4, 1e-4, 0));
        assertThat(combo.bootstrap())
                .as("deterministic backup, gamma 0.99, tau 0.005")
                .isEqualTo(
                        new RacConfig.Bootstrap(
                                Backup.DETERMINISTIC, 0.99, 5e-3, new RewardScale.Fixed(1)));
        assertThat(combo.penalties())
                .as("cql_weight 5, A3; alpha auto, its rate 1e-4")
                .isEqualTo(Hand.penalties(fixed(0), fixed(2.5), ENTROPY));
        assertThat(combo.gap())
                .as("rho_s mix, 10 actions, its log-sum-exp over pairs")
                .isEqualTo(new Gap.LogSumExp(Gap.States.MIXED, 10, Gap.Reduction.PER_PAIR));
        assertThat(combo.realRows()).as("real ratio 0.5").isEqualTo(128);
        assertThat(combo.rollouts())
                .as("length 5, every 1000, 50 000 states, 5 epochs kept")
                .isEqualTo(new RolloutSchedule(5, 1000, 50_000, 1_250_000));
        assertThat(kit.annealing()).as("cosine").isTrue();
        assertThat(kit.ensemble())
                .as("4 layers of 200, 5 elites of 7, 1e-3, 1 % within 5 epochs")
                .isEqualTo(
                        new EnsembleConfig(
                                new EnsembleSizes(4, 200, 7, 5, 256),
                                1e-3,
                                0.01,
                                5,
                                EnsembleConfig.UNLIMITED));
    }

    @Test
    void relativesOfRacDifferInOneNumber() {
        RacConfig rac = Tables.rac("hopper");
        assertThat(Tables.paper(new ComboMethod(), "hopper").learning().rac())
                .isEqualTo(rac.combo());
        assertThat(Tables.paper(new Combo3Method(), "hopper").learning().rac())
                .isEqualTo(Altered.alpha(rac, 0));
    }

    @Test
    void relativesOfMerpoDifferInAlphaOrTheModel() {
        MerpoConfig merpo = Tables.merpo("point-robot-wind");
        assertThat(Tables.paper(new MerpoAdpMethod(), "point-robot-wind").learning().merpo())
                .isEqualTo(changed(merpo, merpo.inner(), 1e-4)); // A.2: at the rate 1e-4
        assertThat(Tables.paper(new ProximalMethod(), "point-robot-wind").learning().merpo())
                .isEqualTo(changed(merpo, Altered.alpha(merpo.inner(), 0), 0));
        assertThat(Tables.paper(new NoModelMethod(), "point-robot-wind").learning().merpo())
                .isEqualTo(changed(merpo, Altered.gap(merpo.inner(), Tables.CQL_GAP, 1), 0)); // A30
    }

    private static MerpoConfig changed(MerpoConfig merpo, RacConfig inner, double alphaRate) {
        return new MerpoConfig(
                inner,
                merpo.taskInit(),
                merpo.meta(),
                merpo.taskBatch(),
                merpo.innerSteps(),
                merpo.testSteps(),
                alphaRate);
    }

    /** Weights for rewards in units of the returns' spread (A45), one critic for all (A14, A15). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "walker-2d-params",
                "half-cheetah-fwd-back",
                "ant-fwd-back",
                "point-robot-wind"
            })
    void theWorkingReading(String environment) {
        MerpoSettings working =
                new MerpoMethod().preset(environment, Scale.PAPER, Reading.WORKING).learning();
        MerpoConfig literal = Tables.merpo(environment);
        RacConfig inner =
                literal.inner()
                        .withPenalties(
                                new Penalties(
                                        fixed(0.06),
                                        fixed(0.03),
                                        fixed(0.005),
                                        false,
                                        new PenaltyUnit.Density(2)))
                        .withRewards(new RewardScale.Returns());
        assertThat(working.merpo())
                .isEqualTo(
                        new MerpoConfig(
                                Altered.gap(inner, inner.gap(), 0.8),
                                TaskInit.PERSIST_POLICIES,
                                new MerpoConfig.Meta(1e-3, 1, MetaCriticStep.LITERAL, 1e-3),
                                literal.taskBatch(),
                                10,
                                100,
                                0));
        assertThat(working.dynamics())
                .isEqualTo(
                        new DynamicsConfig(
                                PAPER,
                                new DynamicsConfig.Warm(1500, 1e-3),
                                new DynamicsConfig.Meta(10, 25, 1e-4, 5e-2, 0.01),
                                new DynamicsConfig.Adaptation(200, 1e-3)));
    }

    /** Where a scale and a reading meet: what the reading changes of what the scale left. */
    @Test
    void layersMeet() {
        Preset<MerpoSettings> literal =
                new MerpoMethod().preset("walker-2d-params", Scale.SMALL, Reading.LITERAL);
        Preset<MerpoSettings> working =
                new MerpoMethod().preset("walker-2d-params", Scale.SMALL, Reading.WORKING);
        assertThat(literal.steps()).isEqualTo(600);
        assertThat(literal.learning().dynamics().warm().steps()).isZero();
        assertThat(literal.learning().dynamics().meta().iterations()).isEqualTo(300);
        assertThat(literal.learning().merpo().inner().optimizer().actorRate()).isEqualTo(1e-3);
        assertThat(working.steps()).isEqualTo(600);
        assertThat(working.learning().dynamics().warm().steps()).isEqualTo(4000);
        assertThat(working.learning().dynamics().meta().iterations()).isEqualTo(10);
        assertThat(working.learning().merpo().inner().optimizer().actorRate()).isEqualTo(3e-3);
        assertThat(working.learning().merpo().inner().sizes()).isEqualTo(new Sizes(2, 128, 128));
    }

    /** Table 1 has three bodies; what is none of them is read as the half-cheetah. */
    @Test
    void otherBodiesHaveTheirColumnOfTable1() {
        assertThat(Tables.rac("hopper-v5")).isEqualTo(Tables.rac("hopper"));
        assertThat(Tables.rac("walker-2d-params")).isEqualTo(Tables.rac("walker2d"));
        assertThat(Tables.rac("point-robot-wind")).isEqualTo(Tables.rac("halfcheetah"));
    }

    @Test
    void anEnvironmentWithoutAColumnIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> Tables.paper(new ProximalMethod(), "half-cheetah-vel"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "there are no settings of proximal for \"half-cheetah-vel\", only for walker-2d-params, half-cheetah-fwd-back, ant-fwd-back, point-robot-wind");
    }
}
