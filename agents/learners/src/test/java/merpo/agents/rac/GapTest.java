package merpo.agents.rac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import merpo.agents.Data;
import merpo.agents.Given;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The conservative gap E_rho Q - E_D Q: which rows, which actions, how they are weighed. */
class GapTest {
    private static final double SATURATED = 10; // tanh is 1 in single precision
    private static final float[] REAL = {1, 0, 0, 1}; // s, a, r, s'
    private static final float[] IMAGINED = {3, 0, 0, 3};

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** One update on terminal rows, by a policy that always acts 1. */
    private Map<String, Double> update(RacConfig config, ParameterStack critic, float[]... rows) {
        try (NDManager scratch = manager.newSubManager();
                ParameterStack meta = Hand.policy(manager, 0, 0, 0);
                Rac rac =
                        Rac.from(
                                config,
                                Hand.policy(manager, 0, SATURATED, -5),
                                critic,
                                Hand.frozen(config, meta),
                                Hand.duals(config, 1))) {
            return rac.update(
                    Data.batch(scratch, rows.length, List.of(Data.rows(true, rows))),
                    Streams.perTask(0, "updates", 1));
        }
    }

    private static Gap.LogSumExp logSumExp(Gap.Reduction reduction) {
        return new Gap.LogSumExp(Gap.States.MIXED, 10, reduction);
    }

    /** Q = relu(s) and 2 relu(s): real rows 1 and 2, imagined rows 3 and 6. */
    @ParameterizedTest
    @CsvSource({
        "IMAGINED, 3.0", // (3 - 1 + 6 - 2) / 2
        "MIXED, 1.5" // (2 - 1 + 4 - 2) / 2
    })
    void literalGapIsTheMeanOverItsStatesLessTheMeanOverRealRows(Gap.States states, double gap) {
        RacConfig config = Hand.config(4, 0.5, new Gap.Literal(states));
        ParameterStack critic = Hand.criticOfState(manager, 1, 2);
        Map<String, Double> seen = update(config, critic, REAL, REAL, IMAGINED, IMAGINED);
        assertThat(seen.get("gap")).isCloseTo(gap, within(1e-6));
        assertThat(seen.get("q")).isCloseTo(1.5, within(1e-6)); // of the real rows, (1 + 2) / 2
    }

    /** Q = relu(a): stored actions are 0 and -1, the policy's is 1. */
    @Test
    void actionsOfRhoAreDrawnAfresh() {
        RacConfig config = Hand.config(4, 0.5, new Gap.Literal(Gap.States.IMAGINED));
        float[] other = {3, -1, 0, 3};
        ParameterStack critic = Hand.criticOfAction(manager, 1, 1);
        assertThat(update(config, critic, REAL, REAL, other, other).get("gap"))
                .isCloseTo(1, within(1e-6)); // 1 - 0
    }

    /** A policy of infinite density leaves the uniform actions: log(10 * 2) more than Q. */
    @Test
    void withoutAModelCqlsGapPushesTheStatesOfTheData() {
        RacConfig config = Hand.config(2, 1, logSumExp(Gap.Reduction.PER_STATE));
        ParameterStack critic = Hand.criticOfState(manager, 1, 2);
        // ((1 + 3) / 2 - 2 and twice that) + log 20
        assertThat(update(config, critic, REAL, IMAGINED).get("gap"))
                .isCloseTo(Math.log(20), within(1e-5));
    }

    /** IMAGINED: states 3; MIXED: states 1, 1, 3, 3; the data's are 1. Q = relu(s), 2 relu(s). */
    @ParameterizedTest
    @CsvSource({"IMAGINED, 3.0", "MIXED, 1.5"})
    void cqlsGapHasTheSameStatesAsTheLiteralOne(Gap.States states, double gap) {
        RacConfig config =
                Hand.config(4, 0.5, new Gap.LogSumExp(states, 10, Gap.Reduction.PER_STATE));
        ParameterStack critic = Hand.criticOfState(manager, 1, 2);
        assertThat(update(config, critic, REAL, REAL, IMAGINED, IMAGINED).get("gap"))
                .isCloseTo(gap + Math.log(20), within(1e-5));
    }

    /**
     * The policy acts tanh(relu(s)) almost surely; s = 0.2 and 0.4, their successors 0.8 and 1.2.
     * Kind by kind, repeat by repeat, all states.
     */
    @Test
    void actionsAtTheSuccessorAreEvaluatedAtTheState() {
        try (NDManager scratch = manager.newSubManager();
                ParameterStack actor = Hand.policy(manager, 1, 0, -5)) {
            float[] first = {0.2f, 0, 0, 0.8f};
            float[] second = {0.4f, 0, 0, 1.2f};
            Batch batch = Data.batch(scratch, 2, List.of(Data.rows(first, second)));
            Gap.Proposal proposal =
                    new Gap.LogSumExp(Gap.States.MIXED, 3, Gap.Reduction.PER_STATE)
                            .propose(
                                    Hand.POLICY,
                                    actor.constant(),
                                    batch,
                                    Streams.perTask(0, "actions", 1));
            float[] s = proposal.observation().toFloatArray();
            float[] a = proposal.action().toFloatArray();
            assertThat(s).hasSize(18);
            for (int row = 0; row < 18; row++) {
                assertThat(s[row]).isEqualTo(row % 2 == 0 ? 0.2f : 0.4f);
            }
            double[] here = {0.2, 0.4};
            double[] next = {0.8, 1.2};
            for (int row = 6; row < 18; row++) {
                double[] mean = row < 12 ? here : next;
                assertThat((double) a[row]).isCloseTo(Math.tanh(mean[row % 2]), within(0.03));
            }
            assertThat(a[6]).isNotEqualTo(a[8]); // each repeat is drawn
            assertThat(proposal.action().hasGradient()).isFalse();
        }
    }

    @Test
    void uniformActionsFillTheirRange() {
        try (NDManager scratch = manager.newSubManager();
                ParameterStack actor = Hand.policy(manager, 0, 0, 0)) {
            Batch batch = Data.batch(scratch, 2, List.of(Data.rows(REAL, IMAGINED)));
            float[] a =
                    new Gap.LogSumExp(Gap.States.MIXED, 1000, Gap.Reduction.PER_STATE)
                            .propose(
                                    Hand.POLICY,
                                    actor.constant(),
                                    batch,
                                    Streams.perTask(0, "actions", 1))
                            .action()
                            .toFloatArray();
            int[] quarters = new int[4];
            for (int row = 0; row < 2000; row++) {
                quarters[(int) Math.floor(2 * (a[row] + 1))]++;
            }
            for (int count : quarters) {
                assertThat(count).isBetween(430, 570); // of 500
            }
        }
    }

    private static final int TASKS = 2;
    private static final int ROWS = 3;
    private static final int REPEATS = 4;
    private static final Policy WIDE = new Policy(2, 2, 1, 3);

    /** Transitions of two observations and two actions. */
    private Batch wideBatch(NDManager scratch, RandomGenerator random) {
        List<ReplayBuffer> buffers =
                Stream.generate(
                                () -> {
                                    ReplayBuffer buffer = new ReplayBuffer(ROWS, 2, 2);
                                    for (int row = 0; row < ROWS; row++) {
                                        float[] any = Given.floats(random, 6, -1, 1);
                                        buffer.add(any, 0, any, 2, 0, any, 4, false);
                                    }
                                    return buffer;
                                })
                        .limit(TASKS)
                        .toList();
        return new BatchArrays(TASKS, ROWS, 2, 2).first(buffers).toBatch(scratch);
    }

    /** Density of actions under the policy at states, in double precision. */
    private static double logDensity(
            float[] mean, float[] logDeviation, int state, float[] actions, int row) {
        double sum = 0;
        for (int i = 0; i < 2; i++) {
            double a = actions[2 * row + i];
            double u = 0.5 * Math.log((1 + a) / (1 - a));
            double deviation = Math.exp(logDeviation[2 * state + i]);
            double z = (u - mean[2 * state + i]) / deviation;
            sum += -0.5 * z * z - Math.log(deviation * Math.sqrt(2 * Math.PI));
            sum -= Math.log1p(-a * a);
        }
        return sum;
    }

    /** Any Q of every task, head, kind, repeat and state: log-sum-exp by plain loops. */
    private void weighsEveryAction(Gap.Reduction reduction, RandomGenerator random) {
        try (NDManager scratch = manager.newSubManager();
                ParameterStack actor =
                        WIDE.initialize(manager, Streams.perTask(1, "actor", TASKS))) {
            Batch batch = wideBatch(scratch, random);
            Gap.Proposal proposal =
                    new Gap.LogSumExp(Gap.States.MIXED, REPEATS, reduction)
                            .propose(
                                    WIDE,
                                    actor.constant(),
                                    batch,
                                    Streams.perTask(random.nextLong(), "actions", TASKS));
            int rows = 3 * REPEATS * ROWS;
            float[] q = Given.floats(random, TASKS * 2 * rows, -3, 3);
            float[] actions = proposal.action().toFloatArray();
            float[][] mean = {
                WIDE.at(batch.observation(), actor.constant()).mean().toFloatArray(),
                WIDE.at(batch.nextObservation(), actor.constant()).mean().toFloatArray()
            };
            float[][] deviation = {
                WIDE.at(batch.observation(), actor.constant()).logDeviation().toFloatArray(),
                WIDE.at(batch.nextObservation(), actor.constant()).logDeviation().toFloatArray()
            };
            float[] got =
                    proposal.expectation()
                            .apply(scratch.create(q, new Shape(TASKS, 2, rows)))
                            .toFloatArray();
            for (int task = 0; task < TASKS; task++) {
                for (int head = 0; head < 2; head++) {
                    double[][] weighed = new double[ROWS][rows / ROWS]; // kind, then repeat
                    for (int row = 0; row < rows; row++) {
                        int state = row % ROWS;
                        int kind = row / (REPEATS * ROWS);
                        double density =
                                kind == 0
                                        ? -2 * Math.log(2)
                                        : logDensity(
                                                mean[kind - 1],
                                                deviation[kind - 1],
                                                task * ROWS + state,
                                                actions,
                                                task * rows + row);
                        weighed[state][row / ROWS] = q[(2 * task + head) * rows + row] - density;
                    }
                    assertThat((double) got[2 * task + head])
                            .isCloseTo(expected(weighed, reduction), within(1e-3));
                }
            }
        }
    }

    private static double expected(double[][] weighed, Gap.Reduction reduction) {
        double sum = 0;
        for (double[] ofState : weighed) {
            if (reduction == Gap.Reduction.PER_STATE) {
                sum += Math.log(DoubleStream.of(ofState).map(Math::exp).sum());
                continue;
            }
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                double three =
                        Math.exp(ofState[repeat])
                                + Math.exp(ofState[REPEATS + repeat])
                                + Math.exp(ofState[2 * REPEATS + repeat]);
                sum += Math.log(three) / REPEATS;
            }
        }
        return sum / weighed.length;
    }

    @TestFactory
    Stream<DynamicTest> perStateTakesAllActionsOfAState() {
        return Given.draws(random -> weighsEveryAction(Gap.Reduction.PER_STATE, random));
    }

    @TestFactory
    Stream<DynamicTest> perPairTakesOneActionOfEachKind() {
        return Given.draws(random -> weighsEveryAction(Gap.Reduction.PER_PAIR, random));
    }

    /** Q = 0, six action entries, a policy of differential entropy h. */
    @ParameterizedTest
    @CsvSource({"-6, 6.46, 4.16", "0, 6.49, 4.19", "4.16, 7.56, 5.26"})
    void softMaximumOfNothingIsItsOffset(double h, double perState, double perPair) {
        // log(10 * 64 + 20 e^h) and log(64 + 2 e^h)
        NDArray uniform = manager.full(new Shape(1, 2, 1, 10, 5), (float) (6 * Math.log(2)));
        NDArray own = manager.full(new Shape(1, 2, 2, 10, 5), (float) h);
        NDArray x = uniform.concat(own, 2);
        for (int head = 0; head < 2; head++) {
            assertThat(Gap.LogSumExp.softMaximum(x, Gap.Reduction.PER_STATE).getFloat(0, head))
                    .isCloseTo((float) perState, within(5e-3f));
            assertThat(Gap.LogSumExp.softMaximum(x, Gap.Reduction.PER_PAIR).getFloat(0, head))
                    .isCloseTo((float) perPair, within(5e-3f));
        }
    }

    /** From log(10 * 2^n), a policy of infinite density, to log(30 * 2^n), a uniform one. */
    @ParameterizedTest
    @CsvSource({"2, 3.689, 4.787", "3, 4.382, 5.481", "6, 6.461, 7.560", "8, 7.848, 8.946"})
    void offsetLiesBetweenThoseOfAPeakedAndAUniformPolicy(int n, double peaked, double uniform) {
        float weight = (float) (n * Math.log(2));
        NDArray same = manager.full(new Shape(1, 1, 3, 10, 4), weight);
        assertThat(Gap.LogSumExp.softMaximum(same, Gap.Reduction.PER_STATE).getFloat(0))
                .isCloseTo((float) uniform, within(1e-3f));
        NDArray first = manager.full(new Shape(1, 1, 1, 10, 4), weight);
        NDArray none = manager.full(new Shape(1, 1, 2, 10, 4), -40f);
        assertThat(
                        Gap.LogSumExp.softMaximum(first.concat(none, 2), Gap.Reduction.PER_STATE)
                                .getFloat(0))
                .isCloseTo((float) peaked, within(1e-3f));
    }

    /** exp(200) overflows; the largest is taken out first. */
    @Test
    void softMaximumOfLargeValuesIsFinite() {
        NDArray x = manager.full(new Shape(1, 2, 3, 10, 4), 200f);
        assertThat(Gap.LogSumExp.softMaximum(x, Gap.Reduction.PER_STATE).toFloatArray())
                .containsExactly(new float[] {203.4012f, 203.4012f}, within(1e-3f)); // + log 30
    }

    @ParameterizedTest
    @EnumSource
    void aConstantQGivesItselfAndTheOffset(Gap.Reduction reduction) {
        try (NDManager scratch = manager.newSubManager();
                ParameterStack actor = Hand.policy(manager, 1, 0, -1)) {
            Batch batch = Data.batch(scratch, 2, List.of(Data.rows(REAL, IMAGINED)));
            Gap.Proposal proposal =
                    logSumExp(reduction)
                            .propose(
                                    Hand.POLICY,
                                    actor.constant(),
                                    batch,
                                    Streams.perTask(0, "actions", 1));
            float offset = proposal.offset().getFloat(0, 0);
            assertThat(offset).isGreaterThan(reduction == Gap.Reduction.PER_STATE ? 2.99f : 0.69f);
            NDArray seven = scratch.full(new Shape(1, 2, 60), 7f);
            assertThat(proposal.expectation().apply(seven).toFloatArray())
                    .containsExactly(new float[] {7 + offset, 7 + offset}, within(1e-5f));
        }
    }

    @Test
    void theLiteralGapHasNoOffset() {
        try (NDManager scratch = manager.newSubManager();
                ParameterStack actor = Hand.policy(manager, 1, 0, -1)) {
            Batch batch = Data.batch(scratch, 2, List.of(Data.rows(REAL, IMAGINED)));
            Gap.Proposal proposal =
                    new Gap.Literal(Gap.States.MIXED)
                            .propose(
                                    Hand.POLICY,
                                    actor.constant(),
                                    batch,
                                    Streams.perTask(0, "actions", 1));
            assertThat(proposal.offset().getFloat(0, 0)).isZero();
        }
    }

    @Test
    void refusesToDrawNoActions() {
        assertThatThrownBy(() -> new Gap.LogSumExp(Gap.States.MIXED, 0, Gap.Reduction.PER_STATE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Gap.LogSumExp.actions is 0, must be at least 1");
    }
}
