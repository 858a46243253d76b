package merpo.agents.rac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import merpo.agents.Data;
import merpo.agents.FrozenPolicy;
import merpo.agents.LearnerLaws;
import merpo.agents.Tables;
import merpo.agents.Toys;
import merpo.agents.dynamics.MetaModel;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.rac.RacConfig.Backup;
import merpo.agents.rac.RacConfig.Bootstrap;
import merpo.agents.rac.RacConfig.Optimizer;
import merpo.agents.rac.RacConfig.Penalties;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Seeds;
import merpo.datagen.nn.Sizes;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.snapshot.Snapshot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A learner that was killed goes on with the same bytes. */
class SingleTaskLearnerTest {
    private static final List<ReplayBuffer> DATA =
            Stream.of(-0.1, 0.1).map(drift -> Data.uniform(Toys.drift(drift), 40, 1)).toList();

    @TempDir private Path directory;
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** Everything tuned; a rollout every third step, more rows than the imagined buffers hold. */
    private static RacConfig rac() {
        return new RacConfig(
                new Sizes(1, 8, 8),
                0.4,
                new Penalties(
                        new Multiplier.Plain(1, 0.1, 0.05, 0, 1e4, Multiplier.Clip.KEPT),
                        new Multiplier.Logarithmic(0.5, 0.1, 0.05),
                        new Multiplier.Logarithmic(0.1, 0.1, 0),
                        true,
                        new PenaltyUnit.Fixed(1)),
                new Gap.Literal(Gap.States.IMAGINED),
                new Bootstrap(Backup.SOFT, 0.9, 0.1, new RewardScale.Fixed(1)),
                new Optimizer(1e-2, 1e-2, 0),
                new RolloutSchedule(1, 3, 4, 10),
                0.5);
    }

    /** CQL whose actor clones for five steps. */
    private static RacConfig cql() {
        RacConfig table = Tables.cql();
        return new RacConfig(
                new Sizes(1, 8, 8),
                table.alpha(),
                table.penalties(),
                new Gap.LogSumExp(Gap.States.MIXED, 2, Gap.Reduction.PER_STATE),
                new Bootstrap(Backup.DETERMINISTIC, 0.9, 0.1, new RewardScale.Fixed(1)),
                new Optimizer(1e-2, 1e-2, 5),
                table.rollouts(),
                1);
    }

    static Stream<RacConfig> learners() {
        return Stream.of(
                rac(),
                Altered.gap(
                        rac().combo(),
                        new Gap.LogSumExp(Gap.States.MIXED, 2, Gap.Reduction.PER_PAIR)),
                cql());
    }

    /** Models that were never trained serve as well as any. */
    private Optional<TaskModels> models(RacConfig config) {
        if (!config.usesModel()) {
            return Optional.empty();
        }
        try (MetaModel model = MetaModel.initialize(manager, Toys.model(0, 0), DATA, 0)) {
            return Optional.of(model.adapt(DATA, 0, (step, loss) -> {}));
        }
    }

    private SingleTaskLearner learner(RacConfig config, long seed) {
        return learner(config, seed, 0);
    }

    private SingleTaskLearner learner(RacConfig config, long seed, int annealing) {
        ParameterStack meta =
                config.sizes()
                        .policy(1, 1)
                        .initialize(manager, List.of(Streams.of(5, "meta-policy", 0)));
        return SingleTaskLearner.of(
                manager,
                config,
                new Sources(
                        DATA,
                        models(config),
                        s -> s[0] > 1.5,
                        new double[] {0.3, 0.4},
                        new double[] {1, 1},
                        new double[] {1, 1}),
                new FrozenPolicy(config.sizes().policy(1, 1), meta),
                Seeds.one(seed, 2),
                annealing);
    }

    private static void step(SingleTaskLearner learner, int steps) {
        for (int step = 0; step < steps; step++) {
            learner.step();
        }
    }

    /**
     * Saved after four steps, in the middle between two rollouts; the other learner has had steps
     * of its own.
     */
    @ParameterizedTest
    @MethodSource("learners")
    void aRestoredLearnerGoesOnWithTheSameBytes(RacConfig config) throws Exception {
        try (SingleTaskLearner first = learner(config, 7);
                SingleTaskLearner second = learner(config, 7)) {
            step(first, 4);
            byte[] middle = LearnerLaws.bytes(first, directory.resolve("middle"));
            first.begin(1);
            step(first, 5);
            byte[] end = LearnerLaws.bytes(first, directory.resolve("end"));
            assertThat(end).isNotEqualTo(middle);

            step(second, 2); // elsewhere
            second.restore(Snapshot.read(directory.resolve("middle")));
            assertThat(LearnerLaws.bytes(second, directory.resolve("again"))).isEqualTo(middle);
            second.begin(1);
            step(second, 5);
            assertThat(LearnerLaws.bytes(second, directory.resolve("second"))).isEqualTo(end);
        }
    }

    /** Networks of another seed are overwritten whole, optimizers and tuned numbers too. */
    @ParameterizedTest
    @MethodSource("learners")
    void nothingOfTheLearnerThatRestoresRemains(RacConfig config) throws Exception {
        try (SingleTaskLearner saved = learner(config, 7);
                SingleTaskLearner other = learner(config, 8)) {
            step(saved, 4);
            step(other, 3);
            byte[] before = LearnerLaws.bytes(saved, directory.resolve("saved"));
            assertThat(LearnerLaws.bytes(other, directory.resolve("other"))).isNotEqualTo(before);
            other.restore(Snapshot.read(directory.resolve("saved")));
            assertThat(LearnerLaws.bytes(other, directory.resolve("restored"))).isEqualTo(before);
        }
    }

    @Test
    void theActorsRateFallsAlongHalfACosine() {
        assertThat(SingleTaskLearner.share(0, 100)).isEqualTo(1);
        assertThat(SingleTaskLearner.share(25, 100)).isCloseTo(0.853553, within(1e-6));
        assertThat(SingleTaskLearner.share(50, 100)).isCloseTo(0.5, within(1e-12));
        assertThat(SingleTaskLearner.share(100, 100)).isZero();
        assertThat(SingleTaskLearner.share(120, 100)).isZero();
        assertThat(SingleTaskLearner.share(1000, 0)).isEqualTo(1);
    }

    /** Epochs of 5 steps; in the third the rate is 0, after a restart too. */
    @Test
    void annealedActorsRestAtTheEnd() throws Exception {
        try (SingleTaskLearner learner = learner(rac(), 7, 10);
                SingleTaskLearner again = learner(rac(), 7, 10)) {
            step(learner, 5);
            learner.begin(1);
            float[] half = learner.actors().toArray();
            step(learner, 5);
            float[] end = learner.actors().toArray();
            assertThat(end).isNotEqualTo(half);
            LearnerLaws.bytes(learner, directory.resolve("end"));
            again.restore(Snapshot.read(directory.resolve("end")));
            again.begin(2);
            step(again, 5);
            assertThat(again.actors().toArray()).isEqualTo(end);
        }
    }

    @Test
    void epochsDrawDifferentNumbersAndTheSameOnesAgain() throws Exception {
        RacConfig config = rac();
        try (SingleTaskLearner one = learner(config, 7);
                SingleTaskLearner same = learner(config, 7);
                SingleTaskLearner other = learner(config, 7)) {
            one.begin(3);
            same.begin(3);
            other.begin(4);
            step(one, 2);
            step(same, 2);
            step(other, 2);
            byte[] bytes = LearnerLaws.bytes(one, directory.resolve("one"));
            assertThat(LearnerLaws.bytes(same, directory.resolve("same"))).isEqualTo(bytes);
            assertThat(LearnerLaws.bytes(other, directory.resolve("other"))).isNotEqualTo(bytes);
        }
    }

    private void refused(RacConfig saver, RacConfig reader, String message) throws Exception {
        try (SingleTaskLearner from = learner(saver, 7);
                SingleTaskLearner to = learner(reader, 7)) {
            step(from, 4);
            LearnerLaws.bytes(from, directory.resolve("saved.safetensors"));
            Snapshot snapshot = Snapshot.read(directory.resolve("saved.safetensors"));
            assertThatThrownBy(() -> to.restore(snapshot))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("saved.safetensors")
                    .hasMessageContaining(message)
                    .hasMessageContaining("begin the training again in another directory");
        }
    }

    /** Actors 1-8-2: 34 numbers for each of two tasks; 1-9-2: 38. */
    @Test
    void refusesNetworksOfAnotherSize() throws Exception {
        refused(
                rac(),
                Altered.sizes(rac(), new Sizes(1, 9, 8)),
                "\"rac.actor.parameters\": 68 numbers, 76 are needed");
    }

    @Test
    void refusesAnotherRuleOfLambda() throws Exception {
        refused(rac(), rac().combo(), "\"rac.duals.lambda\": 2 numbers, 0 are needed");
    }

    @Test
    void refusesImaginedRowsWhereThereIsNoModel() throws Exception {
        refused(
                rac().combo(),
                Altered.gap(rac(), Tables.CQL_GAP, 1).combo(),
                "\"imagined.buffers\": 2 buffers, 0 are needed");
    }

    @Test
    void refusesASmallerBufferOfImaginedRows() throws Exception {
        refused(
                rac(),
                Altered.rollouts(rac(), new RolloutSchedule(1, 3, 4, 7)),
                "\"imagined.task-0\": 8 rows of");
    }

    private double regularization(double lambda) {
        Penalties penalties = rac().penalties();
        RacConfig config =
                rac().withPenalties(
                                Hand.penalties(
                                        new Multiplier.Fixed(lambda),
                                        penalties.beta(),
                                        penalties.entropy()));
        try (SingleTaskLearner learner = learner(config, 1)) {
            float[] before = learner.actors().toArray();
            double ratio = learner.diagnosis().get("regularization");
            assertThat(learner.actors().toArray()).isEqualTo(before);
            return ratio;
        }
    }

    /** The same batch and noise: only lambda differs. */
    @Test
    void regularizersWeighAgainstQInProportionToLambda() {
        assertThat(regularization(1)).isPositive();
        assertThat(regularization(3)).isCloseTo(3 * regularization(1), withinPercentage(0.1));
        assertThat(regularization(0)).isZero();
    }

    @Test
    void closingLeavesNoArraysBehind() {
        int before = manager.getManagedArrays().size();
        SingleTaskLearner learner = learner(cql(), 7);
        learner.step();
        learner.close();
        assertThat(manager.getManagedArrays()).hasSize(before + 1 + meta(cql())); // pi_c
    }

    /** Arrays of one policy: the values and a view of each block. */
    private int meta(RacConfig config) {
        return config.sizes().policy(1, 1).network().blocks(1).size();
    }
}
