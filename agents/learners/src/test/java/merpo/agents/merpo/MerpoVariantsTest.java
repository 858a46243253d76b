package merpo.agents.merpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.agents.Data;
import merpo.agents.LearnerLaws;
import merpo.agents.Tables;
import merpo.agents.Toys;
import merpo.agents.clone.Clones;
import merpo.agents.dynamics.MetaModel;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.merpo.MerpoConfig.MetaCriticStep;
import merpo.agents.merpo.MerpoConfig.TaskInit;
import merpo.agents.rac.Altered;
import merpo.agents.rac.Gap;
import merpo.agents.rac.PenaltyUnit;
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
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Sizes;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.snapshot.Snapshot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** MerPO-Adp, Eq. (5), the ablation without a model; and each of them resumed. */
class MerpoVariantsTest {
    private static final List<ReplayBuffer> DATA =
            Stream.of(-0.1, 0.0, 0.1).map(drift -> Data.uniform(Toys.drift(drift), 60, 1)).toList();

    @TempDir private Path directory;
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** Every dual is tuned, D_beta less the clone's likelihood. */
    private static MerpoConfig config(TaskInit init, int taskBatch) {
        RacConfig inner =
                new RacConfig(
                        new Sizes(1, 8, 8),
                        0.4,
                        new Penalties(
                                new Multiplier.Plain(0.25, 0.1, 0.05, 0, 1e4, Multiplier.Clip.KEPT),
                                new Multiplier.Logarithmic(0.05, 0.1, 0.05),
                                new Multiplier.Logarithmic(0.05, 1e-2, 0),
                                true,
                                new PenaltyUnit.Fixed(1)),
                        new Gap.Literal(Gap.States.IMAGINED),
                        new Bootstrap(Backup.SOFT, 0.9, 0.01, new RewardScale.Fixed(1)),
                        new Optimizer(1e-2, 1e-2, 0),
                        new RolloutSchedule(1, 1, 4, 10),
                        0.5);
        return new MerpoConfig(
                inner,
                init,
                new MerpoConfig.Meta(1e-3, 1e-3, MetaCriticStep.ADAM, 1e-3),
                taskBatch,
                3,
                3,
                0);
    }

    /** Another learner within tasks, another rate of alpha. */
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

    private static MerpoConfig moving(MerpoConfig merpo, double alphaRate) {
        return changed(merpo, merpo.inner(), alphaRate);
    }

    private static MerpoConfig withoutModel(MerpoConfig merpo) {
        return changed(merpo, Altered.gap(merpo.inner(), Tables.CQL_GAP, 1), 0);
    }

    private Merpo merpo(MerpoConfig config, long seed) {
        Optional<TaskModels> models = Optional.empty();
        if (config.inner().usesModel()) {
            try (MetaModel model = MetaModel.initialize(manager, Toys.model(0, 0), DATA, 0)) {
                models = Optional.of(model.adapt(DATA, 0, (step, loss) -> {}));
            }
        }
        Policy policy = config.inner().sizes().policy(1, 1);
        Clones clones =
                new Clones(
                        policy.initialize(manager, Streams.perTask(9, "clones", 3)),
                        new double[] {0.1, 0.2, 0.3});
        return new Merpo(manager, config, DATA, models, s -> false, clones, seed);
    }

    private static double[] alphas(Merpo merpo) {
        return IntStream.range(0, 3)
                .mapToDouble(task -> merpo.tasks().duals().alpha().value(task))
                .toArray();
    }

    @Test
    void alphaMovesForTheTasksDrawnAndForThemAlone() {
        for (TaskInit init : TaskInit.values()) {
            try (Merpo merpo = merpo(moving(config(init, 2), 1e-2), 0)) {
                merpo.step();
                double[] alphas = alphas(merpo);
                assertThat(Arrays.stream(alphas).filter(alpha -> alpha == 0.4)).hasSize(1);
                for (double alpha : alphas) {
                    assertThat(alpha).isBetween(0.1, 0.5);
                }
            }
        }
    }

    /**
     * A40: on a new task alpha goes on from 0.4; where nothing moves it, and for COMBO, it stays.
     */
    @Test
    void alphaMovesOnNewTasksToo() {
        MerpoConfig config = config(TaskInit.PERSIST, 3);
        Policy policy = config.inner().sizes().policy(1, 1);
        try (Merpo merpo = merpo(config, 0);
                MetaKnowledge knowledge = merpo.knowledge();
                Clones clones =
                        new Clones(
                                policy.initialize(manager, Streams.perTask(9, "clones", 3)),
                                new double[3])) {
            Adaptation still =
                    new Adaptation(
                            manager,
                            Altered.gap(config.inner(), Tables.CQL_GAP, 1),
                            Sources.raw(DATA, Optional.empty(), s -> false),
                            0);
            Adaptation moving = still.withAlphaRate(1e-2, clones);
            try (RacTrainer fixed = still.withAlphaRate(0, clones).fromMeta(knowledge);
                    RacTrainer adaptive = moving.fromMeta(knowledge);
                    RacTrainer control = moving.comboFromMeta(knowledge)) {
                for (RacTrainer trainer : List.of(fixed, adaptive, control)) {
                    trainer.step();
                }
                for (int task = 0; task < 3; task++) {
                    assertThat(fixed.rac().duals().alpha().value(task)).isEqualTo(0.4);
                    assertThat(control.rac().duals().alpha().value(task)).isEqualTo(0.4);
                    assertThat(adaptive.rac().duals().alpha().value(task))
                            .isNotEqualTo(0.4)
                            .isBetween(0.1, 0.5);
                }
            }
        }
    }

    @Test
    void withoutARateAlphaStays() {
        try (Merpo merpo = merpo(config(TaskInit.PERSIST, 3), 0)) {
            merpo.step();
            assertThat(alphas(merpo)).containsOnly(0.4);
        }
    }

    /** The moved alpha counts in the actor's loss and in the meta-policy's. */
    @Test
    void theMetaPolicyWeighsByTheAlphaOfEachTask() {
        try (Merpo merpo = merpo(moving(config(TaskInit.PERSIST, 3), 1e-4), 0)) {
            merpo.tasks().duals().alpha().restore(0.4, 0.5, 0.4);
            assertThat(merpo.weight(merpo.tasks().duals(), 0)).isCloseTo(0.25 * 0.6, within(1e-12));
            assertThat(merpo.weight(merpo.tasks().duals(), 1)).isCloseTo(0.25 * 0.5, within(1e-12));
        }
    }

    /** Eq. (5): a task weighs lambda in the meta-policy's loss, and imitates nothing. */
    @Test
    void proximalHasNoAlphaInsideNorOutside() {
        MerpoConfig table = config(TaskInit.PERSIST, 3);
        MerpoConfig proximal = changed(table, Altered.alpha(table.inner(), 0), 0);
        try (Merpo merpo = merpo(proximal, 0)) {
            assertThat(merpo.weight(merpo.tasks().duals(), 2)).isCloseTo(0.25, within(1e-12));
            merpo.step();
            assertThat(alphas(merpo)).containsOnly(0);
        }
    }

    @Test
    void theAblationLearnsWithoutAnyModel() {
        try (Merpo merpo = merpo(withoutModel(config(TaskInit.PERSIST, 2)), 0);
                MetaKnowledge before = merpo.knowledge()) {
            Map<String, Double> seen = merpo.step();
            assertThat(seen.keySet()).containsExactlyElementsOf(merpo.metrics());
            assertThat(seen.values()).allSatisfy(value -> assertThat(value).isFinite());
            try (MetaKnowledge after = merpo.knowledge()) {
                assertThat(after.policy().toArray()).isNotEqualTo(before.policy().toArray());
                assertThat(after.critic().toArray()).isNotEqualTo(before.critic().toArray());
            }
        }
    }

    @Test
    void modelsAreNeededWhereRowsAreImagined() {
        MerpoConfig config = config(TaskInit.PERSIST, 2);
        Policy policy = config.inner().sizes().policy(1, 1);
        try (Clones clones =
                        new Clones(
                                policy.initialize(manager, Streams.perTask(9, "clones", 3)),
                                new double[3]);
                Merpo merpo =
                        new Merpo(manager, config, DATA, Optional.empty(), s -> false, clones, 0)) {
            assertThatThrownBy(merpo::step)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("there is no model to imagine the rest");
        }
    }

    /** Saved, since nothing else shows the targets of a learner. */
    private static Snapshot saved(Rac learner) {
        Snapshot saved = Snapshot.empty();
        learner.save(saved);
        return saved;
    }

    @Test
    void metaCopiesTheTargetsTooAndStartsFreshOptimizers() {
        try (Merpo merpo = merpo(config(TaskInit.META, 2), 0)) {
            merpo.step();
            try (Rac start = merpo.start(1);
                    MetaKnowledge now = merpo.knowledge()) {
                float[] critic = now.critic().toArray();
                Snapshot saved = saved(start);
                assertThat(saved.floats("target", critic.length)).isEqualTo(critic);
                assertThat(saved.floats("target", critic.length))
                        .isEqualTo(start.critics().toArray());
                assertThat(saved.at("critic").doubles("steps", 1)).containsExactly(0);
                assertThat(saved.at("critic").floats("first", critic.length)).containsOnly(0);
            }
        }
    }

    /** Three inner steps per iteration. */
    @Test
    void persistedPoliciesKeepTheirOptimizersAndCriticsStartFreshOnes() {
        try (Merpo merpo = merpo(config(TaskInit.PERSIST_POLICIES, 3), 0)) {
            merpo.step();
            try (Rac start = merpo.start(1);
                    MetaKnowledge now = merpo.knowledge()) {
                float[] critic = now.critic().toArray();
                Snapshot saved = saved(start);
                assertThat(saved.at("actor").doubles("steps", 1)).containsExactly(3);
                assertThat(saved.at("critic").doubles("steps", 1)).containsExactly(0);
                assertThat(saved.floats("target", critic.length)).isEqualTo(critic);
            }
        }
    }

    /** Three inner steps per iteration; a task that is drawn goes on counting. */
    @Test
    void persistKeepsOptimizersAndTargets() {
        try (Merpo merpo = merpo(config(TaskInit.PERSIST, 3), 0)) {
            merpo.step();
            merpo.step();
            try (Rac start = merpo.start(1)) {
                float[] critic = start.critics().toArray();
                Snapshot saved = saved(start);
                assertThat(saved.at("critic").doubles("steps", 1)).containsExactly(6);
                assertThat(saved.floats("target", critic.length)).isNotEqualTo(critic);
            }
        }
    }

    /** In every parameter of pi_c: two tasks, four states, weights 3 and 0.5. */
    @Test
    void metaPolicysGradientIsThatOfItsLoss() {
        Policy policy = new Policy(1, 1, 1, 4);
        try (NDManager scratch = manager.newSubManager();
                ParameterStack tasks = policy.initialize(manager, Streams.perTask(1, "pi_n", 2));
                Network meta =
                        Network.of(
                                "pi_c",
                                policy.initialize(manager, Streams.perTask(2, "pi_c", 1)),
                                1e-12)) {
            NDArray s =
                    scratch.create(
                            new float[] {-1, 0.3f, 1, 2, 0.7f, -0.4f, 1.6f, 2.2f},
                            new Shape(2, 4, 1));
            NDArray weight = scratch.create(new float[] {3, 0.5f});
            SquashedGaussian own = policy.at(s, tasks.constant());
            meta.descend(p -> Merpo.metaPolicyLoss(own, policy.at(s, p), weight));
            float[] moments = meta.state().adam().first(); // a tenth of the gradient
            float[] values = meta.parameters().toArray();
            double largest = 0;
            for (int i = 0; i < values.length; i++) {
                float[] ends = new float[2];
                for (int side = 0; side < 2; side++) {
                    float[] shifted = values.clone();
                    shifted[i] += side == 0 ? 1e-3f : -1e-3f;
                    try (ParameterStack near =
                            ParameterStack.of(manager, shifted, policy.network().blocks(1))) {
                        ends[side] =
                                Merpo.metaPolicyLoss(own, policy.at(s, near.constant()), weight)
                                        .getFloat(0);
                    }
                }
                double slope = (ends[0] - ends[1]) / 2e-3;
                assertThat(10 * moments[i])
                        .as("parameter %d", i)
                        .isCloseTo((float) slope, within(3e-3f + 0.01f * (float) Math.abs(slope)));
                largest = Math.max(largest, Math.abs(slope));
            }
            assertThat(largest).isGreaterThan(0.1);
        }
    }

    static Stream<MerpoConfig> resumed() {
        return Stream.of(
                moving(config(TaskInit.PERSIST, 2), 1e-2),
                moving(config(TaskInit.META, 2), 1e-2),
                withoutModel(config(TaskInit.PERSIST, 2)));
    }

    /** Two iterations, then two more; restored by a learner that had gone another way. */
    @ParameterizedTest
    @MethodSource("resumed")
    void aRestoredMerpoGoesOnWithTheSameBytes(MerpoConfig config) throws Exception {
        try (Merpo first = merpo(config, 7);
                Merpo second = merpo(config, 7)) {
            first.step();
            first.step();
            byte[] middle = LearnerLaws.bytes(first, directory.resolve("middle"));
            first.begin(1);
            Map<String, Double> seen = first.step();
            first.step();
            byte[] end = LearnerLaws.bytes(first, directory.resolve("end"));
            assertThat(end).isNotEqualTo(middle);

            second.begin(5);
            second.step();
            second.restore(Snapshot.read(directory.resolve("middle")));
            assertThat(LearnerLaws.bytes(second, directory.resolve("again"))).isEqualTo(middle);
            second.begin(1);
            assertThat(second.step()).isEqualTo(seen);
            second.step();
            assertThat(LearnerLaws.bytes(second, directory.resolve("second"))).isEqualTo(end);
        }
    }

    @Test
    void nothingOfTheMerpoThatRestoresRemains() throws Exception {
        MerpoConfig config = moving(config(TaskInit.PERSIST, 2), 1e-2);
        try (Merpo saved = merpo(config, 7);
                Merpo other = merpo(config, 8)) {
            saved.step();
            byte[] before = LearnerLaws.bytes(saved, directory.resolve("saved"));
            assertThat(LearnerLaws.bytes(other, directory.resolve("other"))).isNotEqualTo(before);
            other.restore(Snapshot.read(directory.resolve("saved")));
            assertThat(LearnerLaws.bytes(other, directory.resolve("restored"))).isEqualTo(before);
        }
    }

    @Test
    void refusesTheSnapshotOfAnotherLearner() throws Exception {
        try (Merpo merpo = merpo(config(TaskInit.PERSIST, 2), 0);
                Rac rac = merpo.start(0)) {
            Snapshot saved = Snapshot.empty();
            rac.save(saved.at("rac"));
            assertThatThrownBy(() -> merpo.restore(saved))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "the snapshot has no \"meta-policy.steps\": it was made by another learner or version. Begin the training again in another directory");
        }
    }
}
