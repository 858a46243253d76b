package merpo.agents.rac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.agents.Data;
import merpo.agents.Tables;
import merpo.agents.rac.RacConfig.Backup;
import merpo.agents.rac.RacConfig.Bootstrap;
import merpo.agents.rac.RacConfig.Optimizer;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Sizes;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One update of RAC: what moves, what does not, and tasks that do not see each other. */
class RacTest {
    private static final int BATCH = 16;

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private static RacConfig config(int layers, int width, int batch, double actorRate) {
        return new RacConfig(
                new Sizes(layers, width, batch),
                0.4,
                Hand.penalties(
                        new Multiplier.Plain(5, 1, 0.05, 0, 1e4, Multiplier.Clip.KEPT),
                        new Multiplier.Fixed(1),
                        new Multiplier.Fixed(0)),
                new Gap.Literal(Gap.States.IMAGINED),
                new Bootstrap(Backup.SOFT, 0.9, 0.25, new RewardScale.Fixed(1)),
                new Optimizer(1e-3, actorRate, 0),
                new RolloutSchedule(1, 1, 1, 1),
                0.5);
    }

    /** Every dual moves, so that a stack which mixes them up would show it. */
    private static RacConfig tuned(double actorRate) {
        return config(2, 8, BATCH, actorRate)
                .withPenalties(
                        Hand.penalties(
                                new Multiplier.Plain(5, 1, 0.05, 0, 1e4, Multiplier.Clip.KEPT),
                                new Multiplier.Logarithmic(1, 0.1, 0.05),
                                new Multiplier.Logarithmic(0.1, 0.1, 0)));
    }

    /** RAC, COMBO and CQL with each gap. */
    static Stream<RacConfig> variants() {
        RacConfig rac = tuned(1e-3);
        Gap perState = new Gap.LogSumExp(Gap.States.MIXED, 3, Gap.Reduction.PER_STATE);
        Gap perPair = new Gap.LogSumExp(Gap.States.IMAGINED, 3, Gap.Reduction.PER_PAIR);
        return Stream.of(
                rac,
                Altered.gap(rac, new Gap.Literal(Gap.States.MIXED)),
                Altered.gap(rac, perState),
                Altered.gap(rac, perPair),
                Altered.gap(rac.combo(), perPair),
                Altered.gap(rac, Tables.CQL_GAP, 1).combo(),
                Altered.rates(Altered.sizes(Tables.cql(), rac.sizes()), 1e-3, 1e-3));
    }

    /** Tasks first, first + 1, ...: weights, data and noise do not depend on the others. */
    private final class Stack implements AutoCloseable {
        private final ParameterStack meta;
        private final Rac rac;
        private final List<ReplayBuffer> data = new ArrayList<>();
        private final List<RandomGenerator> randoms = new ArrayList<>();

        Stack(double actorRate, int first, int tasks) {
            this(tuned(actorRate), first, tasks);
        }

        Stack(RacConfig config, int first, int tasks) {
            Policy policy = new Policy(1, 1, 2, 8);
            List<RandomGenerator> weights = new ArrayList<>();
            for (int task = first; task < first + tasks; task++) {
                weights.add(Streams.of(1, "weights", task));
                randoms.add(Streams.of(1, "updates", task));
                float drift = 0.1f * task;
                data.add(
                        Data.uniform(
                                (s, a, random) -> new float[] {s + a + drift, a * a - s},
                                50,
                                task));
            }
            meta = policy.initialize(manager, List.of(Streams.of(2, "meta-policy", 0)));
            rac =
                    Rac.from(
                            config,
                            policy.initialize(manager, weights),
                            Critic.twin(1, 1, 2, 8).initialize(manager, weights),
                            Hand.frozen(config, meta),
                            Hand.duals(config, tasks));
        }

        Map<String, Double> update() {
            return update(rac, IntStream.range(0, data.size()).toArray());
        }

        /** One update of {@code part}, which holds the named rows. */
        Map<String, Double> update(Rac part, int... rows) {
            List<ReplayBuffer> own = IntStream.of(rows).mapToObj(data::get).toList();
            List<RandomGenerator> ownRandoms = IntStream.of(rows).mapToObj(randoms::get).toList();
            try (NDManager scratch = manager.newSubManager()) {
                return part.update(
                        new BatchArrays(rows.length, BATCH, 1, 1)
                                .draw(own, ownRandoms, 0, BATCH)
                                .toBatch(scratch),
                        ownRandoms);
            }
        }

        /** Actor, critics and targets of one task. */
        float[] row(int task) {
            try (ParameterStack actor = rac.actors().gather(task);
                    ParameterStack critic = rac.critics().gather(task);
                    ParameterStack target = rac.targets().gather(task)) {
                return concat(actor.toArray(), critic.toArray(), target.toArray());
            }
        }

        @Override
        public void close() {
            rac.close();
            meta.close();
        }
    }

    private static float[] concat(float[]... parts) {
        int size = 0;
        for (float[] part : parts) {
            size += part.length;
        }
        float[] all = new float[size];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /**
     * Networks made by hand: Q = relu(s) and 2 relu(s), pi standard normal before tanh, pi_c with
     * mean 1; two real rows with s = 1, two imagined with s = 3, all terminal and without reward.
     */
    @Test
    void updateReportsEquationsOneAndNineOfItsBatch() {
        RacConfig config = config(1, 1, 4, 1e-3);
        ParameterStack actor = hand(new Policy(1, 1, 1, 1), 0, 0, 0, 0, 0, 0);
        ParameterStack meta = hand(new Policy(1, 1, 1, 1), 0, 0, 0, 0, 1, 0);
        ParameterStack critic = handCritic(1, 2);
        float[] real = {1, 0, 0, 1};
        float[] imagined = {3, 0, 0, 3};
        ReplayBuffer rows = Data.rows(true, real, real, imagined, imagined);
        try (Rac rac =
                        Rac.from(
                                config,
                                actor,
                                critic,
                                Hand.frozen(config, meta),
                                Hand.duals(config, 1));
                NDManager scratch = manager.newSubManager()) {
            Map<String, Double> seen =
                    rac.update(
                            Data.batch(scratch, 4, List.of(rows)),
                            Streams.perTask(0, "updates", 1));
            // gaps 3 - 1 and 6 - 2; real rows are subtracted
            assertThat(seen.get("gap")).isCloseTo(3, within(1e-6));
            // 1 (2 + 4) + 1/2 mean(1, 1, 9, 9) + 1/2 mean(4, 4, 36, 36) = 6 + 2.5 + 10
            assertThat(seen.get("critic_loss")).isCloseTo(18.5, within(1e-5));
            // -log N(0; 0, 1) = log(2 pi) / 2, and tanh does not bend there
            assertThat(seen.get("behavior_divergence")).isCloseTo(0.918939, within(1e-5));
            // KL(N(0, 1) || N(1, 1)) = 1/2
            assertThat(seen.get("meta_divergence")).isCloseTo(0.5, within(1e-6));
            // 5 + 0.4 (0.918939 - 0.05) + 0.6 (0.5 - 0.05)
            assertThat(seen.get("lambda")).isCloseTo(5.617576, within(1e-5));
        } finally {
            meta.close();
        }
    }

    /** Q = first relu(s) and second relu(s). */
    private ParameterStack handCritic(float first, float second) {
        // per layer: weights of both heads (s and a each), then their biases
        float[] q = {1, 0, 1, 0, 0, 0, first, second, 0, 0};
        return ParameterStack.of(manager, q, Critic.twin(1, 1, 1, 1).blocks());
    }

    /** Terminal rows whose reward is Q(s) = s, and beta 0: the critic's own gradient is zero. */
    @Test
    void actorsLossGivesTheCriticNoGradient() {
        RacConfig config =
                config(1, 1, 4, 1e-3)
                        .withPenalties(
                                Hand.penalties(
                                        new Multiplier.Fixed(1),
                                        new Multiplier.Fixed(0),
                                        new Multiplier.Fixed(0.1)));
        ParameterStack actor = hand(new Policy(1, 1, 1, 1), 1, 0, 1, 0, 0, 0);
        ParameterStack meta = hand(new Policy(1, 1, 1, 1), 0, 0, 0, 0, 1, 0);
        float[] one = {1, 0, 1, 1};
        float[] two = {2, 0, 2, 2};
        try (Rac rac =
                        Rac.from(
                                config,
                                actor,
                                handCritic(1, 1),
                                Hand.frozen(config, meta),
                                Hand.duals(config, 1));
                NDManager scratch = manager.newSubManager()) {
            float[] critic = rac.critics().toArray();
            float[] before = rac.actors().toArray();
            rac.update(
                    Data.batch(scratch, 4, List.of(Data.rows(true, one, two, one, two))),
                    Streams.perTask(0, "updates", 1));
            assertThat(rac.actors().toArray()).isNotEqualTo(before);
            assertThat(rac.critics().toArray()).isEqualTo(critic);
        } finally {
            meta.close();
        }
    }

    /** Terminal rows whose reward is 2 Q(s), 3 Q(s), and beta 0: scaled, the gradient is zero. */
    @Test
    void eachTasksRewardsAreScaledByItsOwnNumber() {
        RacConfig config =
                Hand.config(4, 0.5, new Gap.Literal(Gap.States.IMAGINED))
                        .withPenalties(Hand.penalties(0, 0, 0));
        float[] twice = {1, 0, 2, 1};
        float[] thrice = {2, 0, 6, 2};
        List<ReplayBuffer> rows =
                List.of(
                        Data.rows(true, twice, twice, twice, twice),
                        Data.rows(true, thrice, thrice, thrice, thrice));
        try (ParameterStack meta = Hand.policy(manager, 0, 1, 0);
                ParameterStack one = handCritic(1, 1);
                Rac rac =
                        Rac.from(
                                config,
                                Hand.policies(manager, new double[3], new double[3]),
                                one.repeat(2),
                                Hand.frozen(config, meta),
                                Hand.duals(config, 2),
                                1 / 2.0,
                                1 / 3.0);
                Rac second = rac.gather(1);
                NDManager scratch = manager.newSubManager()) {
            float[] both = rac.critics().toArray();
            float[] other = second.critics().toArray();
            rac.update(Data.batch(scratch, 4, rows), Streams.perTask(0, "updates", 2));
            assertThat(rac.critics().toArray()).isEqualTo(both);
            second.update(
                    Data.batch(scratch, 4, rows.subList(1, 2)), Streams.perTask(0, "updates", 1));
            assertThat(second.critics().toArray()).isEqualTo(other);
        }
    }

    private ParameterStack hand(Policy policy, float... values) {
        return ParameterStack.of(manager, values, policy.network().blocks(1));
    }

    @Test
    void criticStepsBeforeTheActorAndTheMetaPolicyNever() {
        try (Stack slow = new Stack(1e-9, 0, 2);
                Stack fast = new Stack(1e-2, 0, 2)) {
            float[] meta = fast.meta.toArray();
            slow.update();
            fast.update();
            assertThat(fast.rac.actors().toArray()).isNotEqualTo(slow.rac.actors().toArray());
            assertThat(fast.rac.critics().toArray()).isEqualTo(slow.rac.critics().toArray());
            fast.update();
            assertThat(fast.meta.toArray()).isEqualTo(meta);
        }
    }

    @Test
    void targetsStartAsACopyAndFollowAtPolyaksRate() {
        try (Stack stack = new Stack(1e-3, 0, 2)) {
            float[] before = stack.rac.critics().toArray();
            assertThat(stack.rac.targets().toArray()).isEqualTo(before);
            stack.update();
            float[] critic = stack.rac.critics().toArray();
            float[] target = stack.rac.targets().toArray();
            assertThat(critic).isNotEqualTo(before);
            for (int i = 0; i < target.length; i++) {
                assertThat(target[i])
                        .isCloseTo(0.75f * before[i] + 0.25f * critic[i], within(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void stackLearnsWhatItsTasksLearnOneByOne(RacConfig config) {
        int steps = config.gap() instanceof Gap.Literal ? 10 : 4;
        try (Stack all = new Stack(config, 0, 3)) {
            for (int step = 0; step < steps; step++) {
                all.update();
            }
            for (int task = 0; task < 3; task++) {
                try (Stack alone = new Stack(config, task, 1)) {
                    for (int step = 0; step < steps; step++) {
                        alone.update();
                    }
                    assertThat(all.row(task)).containsExactly(alone.row(0), within(1e-5f));
                    Duals stacked = all.rac.duals();
                    Duals own = alone.rac.duals();
                    assertThat(stacked.lambda().value(task))
                            .isCloseTo(own.lambda().value(0), within(1e-3));
                    assertThat(stacked.beta().value(task))
                            .isCloseTo(own.beta().value(0), within(1e-5));
                    assertThat(stacked.temperature().value(task))
                            .isCloseTo(own.temperature().value(0), within(1e-6));
                }
            }
        }
    }

    /** Twice, so that the optimizers' states must travel too. */
    @Test
    void gatheredTasksLearnAsInPlaceAndTheOthersStay() {
        try (Stack gathered = new Stack(1e-3, 0, 3);
                Stack direct = new Stack(1e-3, 0, 3)) {
            float[] untouched = gathered.row(1);
            for (int round = 0; round < 2; round++) {
                int[] rows = {2, 0};
                try (Rac part = gathered.rac.gather(rows)) {
                    gathered.update(part, rows);
                    gathered.rac.scatter(rows, part);
                }
                direct.update();
            }
            assertThat(gathered.row(0)).containsExactly(direct.row(0), within(1e-5f));
            assertThat(gathered.row(2)).containsExactly(direct.row(2), within(1e-5f));
            assertThat(gathered.row(1)).isEqualTo(untouched);
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void updatesLeaveNoArraysBehind(RacConfig config) {
        try (Stack stack = new Stack(config, 0, 2)) {
            stack.update();
            int before = manager.getManagedArrays().size();
            stack.update();
            stack.update();
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }

    @Test
    void nonFiniteRewardStopsWithTheNamesOfNetworkAndTask() {
        try (Stack stack = new Stack(1e-3, 0, 2)) {
            float[] bad = {0, 0, Float.NaN, 0};
            stack.data.set(1, Data.rows(bad, bad));
            assertThatThrownBy(stack::update)
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("RAC critic loss of task 1 of the stack is NaN, must be finite");
        }
    }

    @Test
    void refusesMetaPoliciesThatDoNotMatchTheTasks() {
        RacConfig config = config(1, 1, BATCH, 1e-3);
        try (ParameterStack actors = Hand.policies(manager, new double[3], new double[3]);
                ParameterStack one = Hand.criticOfState(manager, 1, 1);
                ParameterStack critics = one.repeat(2);
                ParameterStack meta = actors.gather(0, 1, 0)) {
            assertThatThrownBy(
                            () ->
                                    Rac.from(
                                            config,
                                            actors,
                                            critics,
                                            Hand.frozen(config, meta),
                                            Hand.duals(config, 2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Rac got 3 meta-policies for 2 tasks");
        }
    }

    @Test
    void refusesToGatherTasksThatHaveTheirOwnMetaPolicies() {
        RacConfig config = config(1, 1, BATCH, 1e-3);
        try (ParameterStack meta = Hand.policies(manager, new double[3], new double[3]);
                ParameterStack one = Hand.criticOfState(manager, 1, 1);
                Rac rac =
                        Rac.from(
                                config,
                                meta.copy(),
                                one.repeat(2),
                                Hand.frozen(config, meta),
                                Hand.duals(config, 2))) {
            assertThatThrownBy(() -> rac.gather(1, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Rac has 2 meta-policies");
        }
    }

    @Test
    void refusesDualsThatDoNotMatchTheTasks() {
        RacConfig config = config(2, 8, BATCH, 1e-3);
        List<RandomGenerator> weights = Streams.perTask(1, "weights", 2);
        try (ParameterStack actors = new Policy(1, 1, 2, 8).initialize(manager, weights);
                ParameterStack critics = Critic.twin(1, 1, 2, 8).initialize(manager, weights)) {
            assertThatThrownBy(
                            () ->
                                    Rac.from(
                                            config,
                                            actors,
                                            critics,
                                            Hand.frozen(config, actors),
                                            Hand.duals(config, 3)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Rac got 2 actors, 2 critics, 3 duals");
        }
    }
}
