package merpo.agents.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import merpo.agents.Data;
import merpo.agents.Toys;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Equations (3) and (4), the ranking of members, and a system that must be learned. */
class MetaModelTest {
    private static final double NOISE = 0.05;

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** Linear and Gaussian: the change is 0.5 a - 0.2 s + bias, the reward s - a, both noisy. */
    private static ReplayBuffer linear(double bias, int rows, long seed) {
        return Data.uniform(
                (s, a, random) ->
                        new float[] {
                            (float) (s + 0.5 * a - 0.2 * s + bias + NOISE * random.nextGaussian()),
                            (float) (s - a + NOISE * random.nextGaussian())
                        },
                rows,
                seed);
    }

    private static final List<ReplayBuffer> TWO = List.of(linear(0.1, 60, 1), linear(-0.1, 60, 2));

    private static DynamicsConfig config(
            int innerSteps, double metaRate, double proximity, int adaptationSteps) {
        return new DynamicsConfig(
                new EnsembleSizes(1, 4, 2, 1, 16),
                new DynamicsConfig.Warm(0, 1),
                new DynamicsConfig.Meta(1, innerSteps, 1e-2, metaRate, proximity),
                new DynamicsConfig.Adaptation(adaptationSteps, 1e-2));
    }

    /** phi before and after one iteration of Eq. (3). */
    private float[][] iterate(DynamicsConfig config, List<ReplayBuffer> tasks) {
        try (MetaModel model = MetaModel.initialize(manager, config, tasks, 0)) {
            float[] before = model.parameters();
            model.train(tasks, 0, (step, loss) -> {});
            return new float[][] {before, model.parameters()};
        }
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (double) (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    /** At rate 1 phi becomes the mean of the task models; at 0.05 it goes that share of the way. */
    @Test
    void metaModelMovesTowardsTheMeanOfTheTaskModels() {
        float[][] whole = iterate(config(5, 1, 0.01, 0), TWO);
        float[][] part = iterate(config(5, 0.05, 0.01, 0), TWO);
        assertThat(whole[1]).isNotEqualTo(whole[0]);
        for (int i = 0; i < whole[0].length; i++) {
            // phi - 0.05 (phi - mean theta)
            float expected = whole[0][i] - 0.05f * (whole[0][i] - whole[1][i]);
            assertThat(part[1][i]).isCloseTo(expected, within(1e-6f));
        }
    }

    /** Adam's first step is the rate, 0.01, up or down; two tasks agree (0.01) or not (0). */
    @Test
    void oneStepOfTwoTasksMovesEachWeightByTheRateOrNotAtAll() {
        float[][] phi = iterate(config(1, 1, 0.01, 0), TWO);
        int whole = 0;
        int none = 0;
        for (int i = 0; i < phi[0].length; i++) {
            float step = Math.abs(phi[1][i] - phi[0][i]);
            whole += Math.abs(step - 1e-2f) < 1e-4f ? 1 : 0;
            none += step < 1e-4f ? 1 : 0;
        }
        assertThat(whole + none).isEqualTo(phi[0].length);
        assertThat(whole).isPositive();
        assertThat(none).isPositive();
    }

    @Test
    void proximityKeepsTaskModelsNearTheMetaModel() {
        float[][] loose = iterate(config(40, 1, 0, 0), TWO);
        float[][] tight = iterate(config(40, 1, 100, 0), TWO);
        assertThat(distance(tight[0], tight[1])).isLessThan(0.5 * distance(loose[0], loose[1]));
    }

    private float[] adapted(DynamicsConfig config) {
        try (MetaModel model = MetaModel.initialize(manager, config, TWO, 0);
                TaskModels models = model.adapt(TWO, 1, (step, loss) -> {})) {
            return models.parameters().toArray();
        }
    }

    @Test
    void adaptationStartsAtTheMetaModel() {
        DynamicsConfig none = config(1, 1, 0.01, 0);
        try (MetaModel model = MetaModel.initialize(manager, none, TWO, 0)) {
            float[] phi = model.parameters();
            float[] both = Arrays.copyOf(phi, 2 * phi.length);
            System.arraycopy(phi, 0, both, phi.length, phi.length);
            assertThat(adapted(none)).isEqualTo(both);
            // one step of Adam from there, each task its own
            float[] once = adapted(config(1, 1, 0.01, 1));
            assertThat(once).isNotEqualTo(both).containsExactly(both, within(1.01e-2f));
        }
    }

    @Test
    void adaptationIsHeldNearTheMetaModel() {
        float[] phi = adapted(config(1, 1, 0, 0));
        double loose = distance(phi, adapted(config(1, 1, 0, 40)));
        assertThat(distance(phi, adapted(config(1, 1, 100, 40)))).isLessThan(0.5 * loose);
    }

    @Test
    void elitesAreTheMembersOfSmallestHeldOutErrorBestFirst() {
        try (MetaModel model = MetaModel.initialize(manager, Toys.model(0, 10), TWO, 0);
                TaskModels models = model.adapt(TWO, 1, (step, loss) -> {})) {
            for (int task = 0; task < 2; task++) {
                double[] error = models.quality(task).memberError();
                int[] best =
                        IntStream.range(0, 3)
                                .boxed()
                                .sorted(Comparator.comparingDouble(member -> error[member]))
                                .limit(2)
                                .mapToInt(member -> member)
                                .toArray();
                assertThat(models.quality(task).elites()).isEqualTo(best);
                assertThat(models.quality(task).error())
                        .isCloseTo((error[best[0]] + error[best[1]]) / 2, within(1e-9));
            }
        }
    }

    /** The model predicts 0 whatever comes in: its error is the mean square of the targets. */
    @Test
    void heldOutErrorOfAModelWithoutWeightsIsTheTargetsMeanSquare() {
        DynamicsConfig config = config(1, 1, 0, 0);
        List<ReplayBuffer> one = List.of(linear(0, 5, 3)); // one row of five is held out
        int size = 2 * (2 * 4 + 4 + 4 * 4 + 4) + 4;
        try (MetaModel model = MetaModel.restore(manager, config, one, new float[size]);
                TaskModels models = model.restore(one, new float[size], 1)) {
            Double[] squares = new Double[5];
            Standardization scale = models.scale(0);
            for (int row = 0; row < 5; row++) {
                float[] x = new float[2];
                float[] y = new float[2];
                Standardization.read(one.get(0), row, x, y);
                squares[row] =
                        (Math.pow(scale.target(0, y[0]), 2) + Math.pow(scale.target(1, y[1]), 2))
                                / 2;
            }
            double error = models.quality(0).memberError()[0];
            assertThat(squares)
                    .anySatisfy(square -> assertThat(square).isCloseTo(error, within(1e-5)));
        }
    }

    @Test
    void restoringGivesTheSameElitesAndErrors() {
        DynamicsConfig config = Toys.model(20, 20);
        try (MetaModel model = MetaModel.initialize(manager, config, TWO, 0)) {
            model.train(TWO, 0, (step, loss) -> {});
            float[] phi = model.parameters();
            try (TaskModels made = model.adapt(TWO, 1, (step, loss) -> {});
                    MetaModel again = MetaModel.restore(manager, config, TWO, phi);
                    TaskModels restored = again.restore(TWO, made.parameters().toArray(), 1)) {
                assertThat(again.parameters()).isEqualTo(phi);
                for (int task = 0; task < 2; task++) {
                    assertThat(restored.quality(task).elites())
                            .isEqualTo(made.quality(task).elites());
                    assertThat(restored.quality(task).memberError())
                            .isEqualTo(made.quality(task).memberError());
                    assertThat(restored.quality(task).rSquared())
                            .isEqualTo(made.quality(task).rSquared());
                }
            }
        }
    }

    @Test
    void learnsALinearGaussianSystemWithItsNoise() {
        List<ReplayBuffer> tasks = List.of(linear(0.1, 1000, 1), linear(-0.1, 1000, 2));
        try (MetaModel model = MetaModel.initialize(manager, Toys.model(800, 300), tasks, 0)) {
            model.train(tasks, 0, (step, loss) -> {});
            try (TaskModels models = model.adapt(tasks, 1, (step, loss) -> {})) {
                for (int task = 0; task < 2; task++) {
                    assertThat(models.quality(task).rSquared()[0]).isGreaterThan(0.95);
                    assertThat(models.quality(task).reward()).isGreaterThan(0.95);
                }
                // standardised input 0 is the middle of the data
                NDArray middle = manager.zeros(new Shape(2, 1, 1, 2));
                float[] v =
                        models.network()
                                .predict(middle, models.parameters().constant())
                                .logVariance()
                                .toFloatArray();
                for (int entry = 0; entry < v.length; entry++) {
                    double deviation =
                            Math.exp(0.5 * v[entry]) * models.scale(0).targetDeviation()[entry % 2];
                    assertThat(deviation).isBetween(0.6 * NOISE, 1.6 * NOISE);
                }
            }
        }
    }

    @Test
    void constantTargetsHaveNoRSquared() {
        List<ReplayBuffer> still =
                List.of(Data.uniform((s, a, random) -> new float[] {s, a}, 50, 1));
        try (MetaModel model = MetaModel.initialize(manager, Toys.model(0, 1), still, 0);
                TaskModels models = model.adapt(still, 1, (step, loss) -> {})) {
            assertThat(models.quality(0).rSquared()[0]).isNaN();
            assertThat(models.quality(0).reward()).isNotNaN();
        }
    }

    @Test
    void learningLeavesNoArraysBehind() {
        try (MetaModel model = MetaModel.initialize(manager, Toys.model(3, 3), TWO, 0)) {
            model.train(TWO, 0, (step, loss) -> {});
            int before = manager.getManagedArrays().size();
            model.train(TWO, 0, (step, loss) -> {});
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }
}
