package merpo.datagen.sac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import merpo.datagen.nn.Bellman;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Sizes;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.snapshot.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SacTest {
    private static final int OBSERVATION = 3;
    private static final int ACTION = 2;
    private static final int BATCH = 16;
    private static final double DISCOUNT = 0.9;
    private static final double POLYAK = 0.1;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private static SacConfig config(double learningRate) {
        return new SacConfig(
                new Sizes(2, 16, BATCH),
                new SacConfig.Optimizer(learningRate, learningRate, DISCOUNT, POLYAK, 0.2),
                1,
                1,
                1,
                2,
                new SacConfig.Checkpoints(1, 1, 2, 1));
    }

    /** Learners for the tasks named: each has the generators of its own number. */
    private Sac sac(double learningRate, int... tasks) {
        return new Sac(
                manager, config(learningRate), OBSERVATION, ACTION, streams("learner", tasks));
    }

    private static List<RandomGenerator> streams(String purpose, int... tasks) {
        return Arrays.stream(tasks).mapToObj(task -> Streams.of(1, purpose, task)).toList();
    }

    /** 64 transitions of one task, every fifth terminal. */
    private static ReplayBuffer buffer(int task) {
        Random random = new Random(task);
        ReplayBuffer buffer = new ReplayBuffer(64, OBSERVATION, ACTION);
        for (int n = 0; n < 64; n++) {
            float[] numbers = new float[2 * OBSERVATION + ACTION];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = 2 * random.nextFloat() - 1;
            }
            float reward = (float) random.nextGaussian();
            buffer.add(numbers, 0, numbers, 3, reward, numbers, 5, n % 5 == 0);
        }
        return buffer;
    }

    private static BatchArrays arrays(List<RandomGenerator> randoms, int... tasks) {
        List<ReplayBuffer> buffers = Arrays.stream(tasks).mapToObj(SacTest::buffer).toList();
        return new BatchArrays(tasks.length, BATCH, OBSERVATION, ACTION)
                .draw(buffers, randoms, 0, BATCH);
    }

    private NDArray column(float... values) {
        return manager.create(values, new Shape(1, values.length));
    }

    /** Time that runs out is not the end of the task: stored as not terminal, it bootstraps. */
    @Test
    void truncationBootstrapsAndTerminationDoesNot() {
        ReplayBuffer buffer = new ReplayBuffer(2, 1, 1);
        float[] one = {0.5f};
        buffer.add(one, 0, one, 0, 1, one, 0, false); // truncated
        buffer.add(one, 0, one, 0, 1, one, 0, true); // terminated
        Batch batch = new BatchArrays(1, 2, 1, 1).first(List.of(buffer)).toBatch(manager);
        NDArray y = Bellman.target(batch.reward(), batch.continues(), column(10, 10), 0.9);
        assertThat(y.toFloatArray()).containsExactly(10, 1);
    }

    /** Two heads, two rows: (1, 2) and (3, 5) against targets (2, 2). */
    @Test
    void theCriticLossAddsTheMeanSquaresOfBothHeads() {
        NDArray q = manager.create(new float[] {1, 2, 3, 5}, new Shape(1, 2, 2));
        // (1 + 0) / 2 + (1 + 9) / 2
        assertThat(Sac.criticLoss(q, column(2, 2)).toFloatArray()).containsExactly(5.5f);
    }

    /** Q 3 and 1, log densities -1 and 3, temperature 0.5. */
    @Test
    void theActorLossIsTheWeighedLogDensityLessQ() {
        NDArray loss =
                Sac.actorLoss(column(3, 1), column(-1, 3), manager.create(new float[][] {{0.5f}}));
        // mean(0.5 * -1 - 3, 0.5 * 3 - 1) = mean(-3.5, 0.5)
        assertThat(loss.toFloatArray()).containsExactly(-1.5f);
    }

    /** Two actions: the entropy is held at -2, that is a mean log density of 2. */
    @Test
    void theEntropyIsBelowItsTargetWhereItsExcessIsPositive() {
        assertThat(Sac.entropyExcess(3, 2)).isEqualTo(1);
        assertThat(Sac.entropyExcess(0.5, 2)).isEqualTo(-1.5);
    }

    /** Ten updates, saved after five: what is restored ends with the same numbers. */
    @Test
    void aSavedLearnerGoesOnTheSame() {
        Snapshot middle = Snapshot.empty();
        try (Sac first = sac(1e-2, 0, 1);
                Sac second = sac(1e-2, 2, 3)) {
            update(first, 5);
            first.save(middle);
            second.restore(middle);
            first.reseed(streams("later", 0, 1));
            second.reseed(streams("later", 0, 1));
            update(first, 5);
            update(second, 5);
            assertThat(second.actor().toArray()).isEqualTo(first.actor().toArray());
            assertThat(second.critic().toArray()).isEqualTo(first.critic().toArray());
            assertThat(second.target().toArray()).isEqualTo(first.target().toArray());
            assertThat(second.temperatures().state()).isEqualTo(first.temperatures().state());
        }
    }

    private void update(Sac sac, int times) {
        List<RandomGenerator> batches = streams("batches", 0, 1);
        for (int i = 0; i < times; i++) {
            try (NDManager scratch = manager.newSubManager()) {
                sac.update(arrays(batches, 0, 1).toBatch(scratch));
            }
        }
    }

    /** [1, B, 1] in place of [1, B] would silently make B x B differences. */
    @Test
    void aColumnTooManyIsRefused() {
        NDArray wide = manager.zeros(new Shape(1, 2, 1));
        NDArray q = manager.zeros(new Shape(1, 2, 2));
        assertThatThrownBy(() -> Sac.criticLoss(q, wide))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("target has shape (1, 2, 1), expected (1, 2)");
    }

    /**
     * The whole first update, worked out with loops over doubles from the same weights and noise.
     * The rate is so small that the actor's loss sees the critics as they were.
     */
    @Test
    void bothLossesAreThoseOfTheAlgorithmInPlainLoops() {
        PlainSac plain = new PlainSac(manager, config(1e-12), OBSERVATION, ACTION);
        plain.initialize(Streams.of(1, "learner", 5));
        try (Sac sac = sac(1e-12, 5)) {
            assertThat(sac.actor().toArray()).isEqualTo(plain.actor());
            assertThat(sac.critic().toArray()).isEqualTo(plain.critics());
            Batch batch = arrays(streams("batches", 5), 5).toBatch(manager);
            Sac.Losses losses = sac.update(batch);
            double critic = plain.criticLoss(batch);
            double actor = plain.actorLoss(batch);
            assertThat((double) losses.critic()[0]).isCloseTo(critic, within(1e-4));
            assertThat((double) losses.actor()[0]).isCloseTo(actor, within(1e-4));
        }
    }

    /** A fresh target equals its critic; one update later it has gone a tenth of the way. */
    @Test
    void theTargetFollowsTheCriticSlowlyAndIsNotTheCritic() {
        try (Sac sac = sac(1e-2, 0)) {
            float[] before = sac.critic().toArray();
            assertThat(sac.target().toArray()).isEqualTo(before);
            sac.update(arrays(streams("batches", 0), 0).toBatch(manager));
            float[] critic = sac.critic().toArray();
            float[] target = sac.target().toArray();
            for (int i = 0; i < critic.length; i++) {
                assertThat(target[i]).isCloseTo(0.9f * before[i] + 0.1f * critic[i], within(1e-6f));
            }
            assertThat(critic).isNotEqualTo(before);
            assertThat(target).isNotEqualTo(critic);
        }
    }

    /**
     * Task 0 is as it was drawn: deviations near 1, so an entropy above -2, and its weight falls.
     * Task 1 hardly explores: deviations exp(-5), an entropy far below -2, and its weight rises.
     */
    @Test
    void everyTemperatureFollowsTheEntropyOfItsOwnTask() {
        try (Sac sac = sac(1e-2, 0, 1)) {
            float[] values = sac.actor().toArray();
            Arrays.fill(values, values.length - ACTION, values.length, -50); // last biases
            try (ParameterStack narrow = ParameterStack.of(manager, values, sac.actor().blocks())) {
                sac.actor().assign(narrow);
            }
            sac.update(arrays(streams("batches", 0, 1), 0, 1).toBatch(manager));
            assertThat(sac.temperatures().value(0)).isCloseTo(0.2 * Math.exp(-0.01), within(1e-8));
            assertThat(sac.temperatures().value(1)).isCloseTo(0.2 * Math.exp(0.01), within(1e-8));
        }
    }

    /** What is left after twenty updates of the tasks named, in one stack. */
    private List<float[]> trained(int... tasks) {
        List<RandomGenerator> batches = streams("batches", tasks);
        try (Sac sac = sac(1e-3, tasks)) {
            for (int step = 0; step < 20; step++) {
                try (NDManager scratch = manager.newSubManager()) {
                    sac.update(arrays(batches, tasks).toBatch(scratch));
                }
            }
            List<float[]> rows = new ArrayList<>();
            for (int row = 0; row < tasks.length; row++) {
                float[] own = row(sac.actor().toArray(), row, tasks.length);
                float[] critic = row(sac.critic().toArray(), row, tasks.length);
                float[] target = row(sac.target().toArray(), row, tasks.length);
                float[] all = Arrays.copyOf(own, own.length + 2 * critic.length + 1);
                System.arraycopy(critic, 0, all, own.length, critic.length);
                System.arraycopy(target, 0, all, own.length + critic.length, critic.length);
                all[all.length - 1] = (float) sac.temperatures().value(row);
                rows.add(all);
            }
            return rows;
        }
    }

    private static float[] row(float[] values, int row, int rows) {
        int size = values.length / rows;
        return Arrays.copyOfRange(values, row * size, (row + 1) * size);
    }

    @Test
    void aStackTrainsLikeItsTasksOneByOne() {
        List<float[]> together = trained(0, 1, 2);
        for (int task = 0; task < 3; task++) {
            assertSame(trained(task).get(0), together.get(task));
        }
    }

    @Test
    void theOrderOfTasksDoesNotMatter() {
        List<float[]> forwards = trained(0, 1, 2);
        List<float[]> turned = trained(2, 0, 1);
        assertSame(forwards.get(0), turned.get(1));
        assertSame(forwards.get(1), turned.get(2));
        assertSame(forwards.get(2), turned.get(0));
    }

    /** Equal up to the rounding of float32: matrix products may add in another order. */
    private static void assertSame(float[] expected, float[] actual) {
        assertThat(actual).hasSameSizeAs(expected);
        double worst =
                IntStream.range(0, expected.length)
                        .mapToDouble(i -> Math.abs(expected[i] - actual[i]))
                        .max()
                        .orElseThrow();
        assertThat(worst).isLessThan(1e-5);
    }

    @Test
    void anUpdateLeavesNoArrayBehind() {
        List<RandomGenerator> batches = streams("batches", 0, 1);
        try (Sac sac = sac(1e-3, 0, 1)) {
            int arrays = manager.getManagedArrays().size();
            for (int step = 0; step < 5; step++) {
                try (NDManager scratch = manager.newSubManager()) {
                    sac.update(arrays(batches, 0, 1).toBatch(scratch));
                }
                assertThat(manager.getManagedArrays()).hasSize(arrays);
            }
        }
        assertThat(manager.getManagedArrays()).isEmpty();
    }

    /** A reward of NaN: the critic refuses, and nobody has moved. */
    @Test
    void aBrokenRewardStopsTheUpdateBeforeAnythingMoves() {
        ReplayBuffer buffer = new ReplayBuffer(1, OBSERVATION, ACTION);
        buffer.add(new float[3], 0, new float[2], 0, Float.NaN, new float[3], 0, false);
        Batch batch =
                new BatchArrays(1, BATCH, OBSERVATION, ACTION)
                        .draw(List.of(buffer), streams("batches", 0), 0, BATCH)
                        .toBatch(manager);
        try (Sac sac = sac(1e-3, 0)) {
            float[] actor = sac.actor().toArray();
            float[] critic = sac.critic().toArray();
            float[] target = sac.target().toArray();
            assertThatThrownBy(() -> sac.update(batch))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("SAC critic loss of task 0 of the stack is NaN, must be finite");
            assertThat(sac.actor().toArray()).isEqualTo(actor);
            assertThat(sac.critic().toArray()).isEqualTo(critic);
            assertThat(sac.target().toArray()).isEqualTo(target);
        }
    }

    @Test
    void settingsOutsideTheirLawAreRefused() {
        assertThatThrownBy(() -> config(0))
                .hasMessage("SacConfig.optimizer.actorRate is 0.0, must be positive");
        assertThatThrownBy(() -> config(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () ->
                                new SacConfig(
                                        new Sizes(1, 1, 1),
                                        new SacConfig.Optimizer(1e-3, 1e-3, 1, 0.1, 0.1),
                                        1,
                                        1,
                                        1,
                                        2,
                                        new SacConfig.Checkpoints(1, 1, 2, 1)))
                .hasMessage("SacConfig.optimizer.discount is 1.0, must be in (0, 1)");
        assertThatThrownBy(
                        () ->
                                new SacConfig(
                                        new Sizes(1, 1, 1),
                                        new SacConfig.Optimizer(1e-3, 1e-3, 0.9, 0.1, 0.1),
                                        1,
                                        1,
                                        2,
                                        2,
                                        new SacConfig.Checkpoints(1, 1, 2, 1)))
                .hasMessage("SacConfig.steps is 2, must be above uniformSteps");
    }
}
