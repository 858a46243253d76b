package merpo.agents.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.agents.Data;
import merpo.datagen.nn.Precision;
import merpo.datagen.nn.Processor;
import merpo.datagen.nn.Seeds;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Training from scratch: what it finds, when it stops, and what it keeps. */
class EnsembleTest {
    private static final double[][] A = {{0.9, 0.1}, {-0.2, 0.8}};
    private static final double[] B = {0.5, -0.3};
    private static final double[] NOISE = {0.05, 0.1};

    /** Small, and quick to end. */
    private static final EnsembleConfig SMALL =
            new EnsembleConfig(new EnsembleSizes(1, 16, 3, 2, 16), 1e-2, 0.01, 2, 400);

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** {@code s' = A s + B a + noise}, reward {@code s_0 + 2 a}. */
    private static ReplayBuffer linear(int rows) {
        RandomGenerator random = Streams.of(0, "linear system", 0);
        ReplayBuffer data = new ReplayBuffer(rows, 2, 1);
        for (int row = 0; row < rows; row++) {
            float[] s = {(float) random.nextDouble(1, 3), (float) random.nextDouble(-4, 4)};
            float[] a = {(float) random.nextDouble(-1, 1)};
            float[] next = new float[2];
            for (int i = 0; i < 2; i++) {
                double mean = A[i][0] * s[0] + A[i][1] * s[1] + B[i] * a[0];
                next[i] = (float) (mean + NOISE[i] * random.nextGaussian());
            }
            data.add(s, 0, a, 0, s[0] + 2 * a[0], next, 0, false);
        }
        return data;
    }

    /** A change of the state that little data cannot tell from noise. */
    private static ReplayBuffer noisy(int rows, long seed) {
        return Data.uniform(
                (s, a, random) ->
                        new float[] {
                            (float) (s + 0.3 * a + 0.3 * random.nextGaussian()),
                            (float) (a * a + 0.3 * random.nextGaussian())
                        },
                rows,
                seed);
    }

    /** The small one that ends otherwise. */
    private static EnsembleConfig ended(int patience, int maxSteps) {
        return new EnsembleConfig(
                SMALL.sizes(), SMALL.learningRate(), SMALL.improvement(), patience, maxSteps);
    }

    private TaskModels train(EnsembleConfig config, long seed, ReplayBuffer... datasets) {
        return Ensemble.train(
                manager,
                config,
                List.of(datasets),
                Seeds.one(seed, datasets.length),
                Ensemble.Listener.NONE);
    }

    private List<Ensemble.Epoch> curve(EnsembleConfig config, int task, ReplayBuffer... datasets) {
        List<Ensemble.Epoch> epochs = new ArrayList<>();
        Ensemble.train(
                        manager,
                        config,
                        List.of(datasets),
                        Seeds.one(0, datasets.length),
                        epochs::add)
                .close();
        return epochs.stream().filter(epoch -> epoch.task() == task).toList();
    }

    /** Raw mean of the first elite's prediction, then its deviations: s' - s twice, reward. */
    private double[] predict(TaskModels models, double... raw) {
        float[] input = new float[3];
        Standardization scale = models.scale(0);
        for (int i = 0; i < 3; i++) {
            input[i] = scale.input(i, (float) raw[i]);
        }
        NDArray x = manager.create(input, new Shape(1, 1, 1, 3));
        DynamicsNetwork.Prediction of = models.network().predict(x, models.trusted().constant());
        float[] mean = of.mean().toFloatArray();
        float[] v = of.logVariance().toFloatArray();
        double[] all = new double[6];
        for (int i = 0; i < 3; i++) {
            all[i] = scale.raw(i, mean[i]);
            all[3 + i] = Math.exp(0.5 * v[i]) * scale.targetDeviation()[i];
        }
        return all;
    }

    /** Any gain counts: the variances are learned later than the means that decide. */
    @Test
    void findsTheMatricesAndTheNoiseOfALinearGaussianSystem() {
        EnsembleConfig config =
                new EnsembleConfig(new EnsembleSizes(1, 32, 2, 1, 64), 1e-2, 0, 30, 4000);
        try (TaskModels models = train(config, 0, linear(2000))) {
            requireFound(models);
        }
    }

    /** Wide enough to be rounded between its hidden layers. */
    @Test
    void findsThemInBfloat16() {
        assumeThat(Processor.here().bfloat16()).isNotEmpty();
        EnsembleConfig config =
                new EnsembleConfig(
                        new EnsembleSizes(2, Precision.LEAST_WIDTH, 2, 1, 64), 3e-3, 0, 30, 4000);
        double before = Precision.rounded();
        try (TaskModels models = Precision.BF16.during(() -> train(config, 0, linear(2000)))) {
            assertThat(Precision.rounded()).isGreaterThan(before);
            requireFound(models);
        }
    }

    private void requireFound(TaskModels models) {
        double[] middle = predict(models, 2, 0, 0);
        double[][] slope = new double[3][]; // by s_0, s_1, a
        for (int of = 0; of < 3; of++) {
            double[] above = {2, 0, 0};
            double[] below = {2, 0, 0};
            above[of] += 0.5;
            below[of] -= 0.5;
            double[] high = predict(models, above);
            double[] low = predict(models, below);
            slope[of] = new double[] {high[0] - low[0], high[1] - low[1], high[2] - low[2]};
        }
        for (int i = 0; i < 2; i++) {
            // the change, not the successor: A - 1 on the diagonal
            assertThat(slope[0][i]).isCloseTo(A[i][0] - (i == 0 ? 1 : 0), within(0.05));
            assertThat(slope[1][i]).isCloseTo(A[i][1] - (i == 1 ? 1 : 0), within(0.05));
            assertThat(slope[2][i]).isCloseTo(B[i], within(0.05));
            assertThat(middle[i]).isCloseTo(2 * A[i][0] - (i == 0 ? 2 : 0), within(0.04));
            assertThat(middle[3 + i]).isCloseTo(NOISE[i], within(0.2 * NOISE[i]));
        }
        assertThat(slope[0][2]).isCloseTo(1, within(0.05));
        assertThat(slope[2][2]).isCloseTo(2, within(0.05));
        assertThat(models.quality(0).reward()).isGreaterThan(0.99);
    }

    @Test
    void stopsAfterPatienceEpochsWithoutABetterMember() {
        EnsembleConfig config = ended(3, EnsembleConfig.UNLIMITED);
        List<Ensemble.Epoch> epochs = curve(config, 0, noisy(60, 1));
        int idle = 0;
        for (Ensemble.Epoch epoch : epochs) {
            idle = epoch.better() == 0 ? idle + 1 : 0;
            assertThat(epoch.last()).isEqualTo(idle == 3);
            // 48 rows are learned from: 3 steps of 16
            assertThat(epoch.steps()).isEqualTo(3 * epoch.epoch());
        }
        assertThat(epochs.get(0).better()).isEqualTo(3);
        assertThat(epochs.get(epochs.size() - 1).last()).isTrue();
    }

    /** A gain of 1 % or less keeps no weights; what came after the best is forgotten. */
    @Test
    void eachMembersBestWeightsAreRestored() {
        ReplayBuffer data = noisy(40, 1);
        EnsembleConfig config =
                new EnsembleConfig(new EnsembleSizes(2, 32, 3, 2, 16), 1e-2, 0.01, 5, 2000);
        double[] best = {9, 9, 9};
        List<Ensemble.Epoch> epochs = curve(config, 0, data);
        for (Ensemble.Epoch epoch : epochs) {
            int better = 0;
            for (int member = 0; member < 3; member++) {
                if (epoch.memberError()[member] < 0.99 * best[member]) {
                    best[member] = epoch.memberError()[member];
                    better++;
                }
            }
            assertThat(epoch.better()).isEqualTo(better);
        }
        try (TaskModels models = train(config, 0, data)) {
            assertThat(models.quality(0).memberError()).containsExactly(best, within(1e-9));
            double[] last = epochs.get(epochs.size() - 1).memberError();
            assertThat(last).isNotEqualTo(best);
            assertThat(Arrays.stream(last).sum()).isGreaterThan(1.02 * Arrays.stream(best).sum());
        }
    }

    @Test
    void elitesHaveTheSmallestErrors() {
        try (TaskModels models = train(SMALL, 0, noisy(60, 1))) {
            TaskModels.Quality quality = models.quality(0);
            double worst = Arrays.stream(quality.memberError()).max().orElseThrow();
            assertThat(quality.elites()).hasSize(2);
            for (int elite : quality.elites()) {
                assertThat(quality.memberError()[elite]).isLessThan(worst);
            }
            float[] all = models.parameters().toArray();
            assertThat(models.trusted().toArray())
                    .isEqualTo(models.network().select(all, quality.elites()));
        }
    }

    /** The short one has stopped long before the other: it must not move any more. */
    @Test
    void stackedTasksLearnAsIfAlone() {
        ReplayBuffer large = noisy(150, 1);
        ReplayBuffer small = noisy(30, 2);
        for (ReplayBuffer[] stack :
                new ReplayBuffer[][] {{large, small, small}, {small, large, large}}) {
            List<Ensemble.Epoch> stacked = curve(SMALL, 0, stack);
            List<Ensemble.Epoch> alone = curve(SMALL, 0, stack[0]);
            assertThat(stacked).hasSameSizeAs(alone);
            try (TaskModels together = train(SMALL, 0, stack);
                    TaskModels single = train(SMALL, 0, stack[0]);
                    TaskModels first = together.gather(0)) {
                assertThat(first.parameters().toArray())
                        .containsExactly(single.parameters().toArray(), within(1e-4f));
                assertThat(first.quality(0).elites()).isEqualTo(single.quality(0).elites());
            }
        }
    }

    /** Whoever stands beside it, and however long that one learns. */
    @Test
    void theSecondTaskOfAStackDoesNotFeelTheFirst() {
        ReplayBuffer task = noisy(60, 1);
        try (TaskModels beside = train(SMALL, 0, noisy(30, 2), task);
                TaskModels behind = train(SMALL, 0, noisy(150, 3), task);
                TaskModels one = beside.gather(1);
                TaskModels other = behind.gather(1)) {
            assertThat(one.parameters().toArray())
                    .containsExactly(other.parameters().toArray(), within(1e-4f));
            assertThat(one.quality(0).memberError())
                    .containsExactly(other.quality(0).memberError(), within(1e-4));
        }
    }

    @Test
    void eachTaskHasItsOwnScales() {
        ReplayBuffer one = noisy(30, 1);
        ReplayBuffer two = Data.uniform((s, a, random) -> new float[] {s + 9 * a, 50 + s}, 40, 2);
        try (TaskModels models = train(SMALL, 0, one, two)) {
            for (int task = 0; task < 2; task++) {
                Standardization own = Standardization.of(List.of(task == 0 ? one : two));
                assertThat(models.scale(task).targetMean()).isEqualTo(own.targetMean());
                assertThat(models.scale(task).targetDeviation()).isEqualTo(own.targetDeviation());
            }
            try (TaskModels second = models.gather(1)) {
                assertThat(second.scale(0)).isSameAs(models.scale(1));
            }
        }
    }

    @Test
    void stepsAreLimited() {
        List<Ensemble.Epoch> epochs = curve(ended(100, 8), 0, noisy(60, 1));
        // epochs of 3, 3 and then 2 steps
        assertThat(epochs).extracting(Ensemble.Epoch::steps).containsExactly(3, 6, 8);
        assertThat(epochs).extracting(Ensemble.Epoch::last).containsExactly(false, false, true);
    }

    @Test
    void theSeedDecidesEverything() {
        ReplayBuffer data = noisy(40, 1);
        try (TaskModels one = train(SMALL, 5, data);
                TaskModels same = train(SMALL, 5, data);
                TaskModels other = train(SMALL, 6, data)) {
            assertThat(same.parameters().toArray()).isEqualTo(one.parameters().toArray());
            assertThat(other.parameters().toArray()).isNotEqualTo(one.parameters().toArray());
        }
    }

    @Test
    void restoredModelsAreJudgedTheSame() {
        ReplayBuffer[] data = {noisy(40, 1), noisy(70, 2)};
        try (TaskModels made = train(SMALL, 5, data);
                TaskModels restored =
                        Ensemble.restore(
                                manager,
                                SMALL,
                                List.of(data),
                                made.parameters().toArray(),
                                Seeds.one(5, 2))) {
            for (int task = 0; task < 2; task++) {
                assertThat(restored.quality(task).elites()).isEqualTo(made.quality(task).elites());
                assertThat(restored.quality(task).rSquared())
                        .isEqualTo(made.quality(task).rSquared());
            }
            assertThat(restored.trusted().toArray()).isEqualTo(made.trusted().toArray());
        }
    }

    /** Twenty-four layers and steps of size 1: activations grow by powers of the width. */
    @Test
    void aLossThatIsNotFiniteStopsNamingStepAndTask() {
        EnsembleConfig wild =
                new EnsembleConfig(new EnsembleSizes(24, 64, 1, 1, 16), 1, 0.01, 5, 50);
        int before = manager.getManagedArrays().size();
        assertThatThrownBy(() -> train(wild, 0, noisy(30, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching(
                        "Dynamics ensemble, step \\d+, task 0: its (loss|gradient) is .*"
                                + "Lower the learning rate, now 1.0 .*");
        assertThat(manager.getManagedArrays()).hasSize(before);
    }

    @Test
    void trainingLeavesNoArraysBehind() {
        train(SMALL, 0, noisy(30, 1), noisy(60, 2)).close();
        int before = manager.getManagedArrays().size();
        train(SMALL, 0, noisy(30, 1), noisy(60, 2)).close();
        assertThat(manager.getManagedArrays()).hasSize(before);
    }
}
