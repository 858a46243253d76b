package merpo.agents.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.agents.Data;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Seeds;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imitation of a known policy. */
class BehaviorCloneTest {
    private static final Policy POLICY = new Policy(1, 1, 1, 16);

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** a = tanh(mean + deviation noise), in state 1. */
    private static ReplayBuffer data(double mean, double deviation) {
        RandomGenerator random = Streams.of(0, "behavior", 0);
        float[][] rows = new float[1000][];
        for (int row = 0; row < rows.length; row++) {
            float action = (float) Math.tanh(mean + deviation * random.nextGaussian());
            rows[row] = new float[] {1, action, 0, 1};
        }
        return Data.rows(rows);
    }

    @Test
    void recoversMeanAndDeviationOfEachTask() {
        List<ReplayBuffer> tasks = List.of(data(0.5, 0.3), data(-0.8, 0.6));
        BehaviorClone.Config config = new BehaviorClone.Config(3e-3, 500, 256);
        List<Double> losses = new ArrayList<>();
        try (ParameterStack clones =
                BehaviorClone.fit(
                        manager,
                        POLICY,
                        config,
                        tasks,
                        Seeds.one(0, 2),
                        (step, loss) -> losses.add(loss))) {
            SquashedGaussian fitted =
                    POLICY.at(manager.ones(new Shape(2, 1, 1)), clones.constant());
            float[] mean = fitted.mean().toFloatArray();
            float[] deviation = fitted.logDeviation().exp().toFloatArray();
            assertThat(mean).containsExactly(new float[] {0.5f, -0.8f}, within(0.06f));
            assertThat(deviation).containsExactly(new float[] {0.3f, 0.6f}, within(0.06f));
            assertThat(losses).hasSize(500);
            // -log p in the mean: log(deviation sqrt(2 pi e)) + E log(1 - tanh(u)^2)
            double[] likelihood = BehaviorClone.likelihood(manager, POLICY, clones, tasks);
            assertThat(likelihood[0]).isCloseTo(entropy(0.5, 0.3), within(0.08));
            assertThat(likelihood[1]).isCloseTo(entropy(-0.8, 0.6), within(0.08));
        }
    }

    private static double entropy(double mean, double deviation) {
        RandomGenerator random = Streams.of(1, "entropy", 0);
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            double u = mean + deviation * random.nextGaussian();
            sum += Math.log1p(-Math.pow(Math.tanh(u), 2));
        }
        return Math.log(deviation * Math.sqrt(2 * Math.PI * Math.E)) + sum / 20_000;
    }

    /** A standard normal before tanh, and the action tanh(1). */
    @Test
    void likelihoodOfOneRowIsWorkedByHand() {
        Policy policy = new Policy(1, 1, 1, 1);
        ReplayBuffer one = Data.rows(new float[] {0, (float) Math.tanh(1), 0, 0});
        try (ParameterStack zero =
                ParameterStack.of(manager, new float[6], policy.network().blocks(1))) {
            // 1/2 + log(2 pi) / 2 + log(1 - tanh(1)^2) = 0.5 + 0.918939 - 0.867562
            assertThat(BehaviorClone.likelihood(manager, policy, zero, List.of(one))[0])
                    .isCloseTo(0.551377, within(1e-5));
        }
    }

    /** The margin 1e-3 keeps atanh of a saturated action finite: u = 3.8002. */
    @Test
    void saturatedActionsStayFinite() {
        Policy policy = new Policy(1, 1, 1, 1);
        ReplayBuffer one = Data.rows(new float[] {0, 1, 0, 0});
        try (ParameterStack zero =
                ParameterStack.of(manager, new float[6], policy.network().blocks(1))) {
            // u = log(1.999 / 0.001) / 2 = 3.8002; u^2 / 2 + 0.918939 + log(1 - 0.999^2)
            double u = 0.5 * Math.log(1.999 / 0.001);
            double expected = u * u / 2 + 0.918939 + Math.log(1 - 0.999 * 0.999);
            assertThat(BehaviorClone.likelihood(manager, policy, zero, List.of(one))[0])
                    .isCloseTo(expected, within(1e-3));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|1|1|learningRate is 0.0, must be positive",
                "NaN|1|1|learningRate is NaN, must be positive",
                "1|0|1|steps is 0, must be at least 1",
                "1|1|0|batch is 0, must be at least 1"
            })
    void refusesBadValues(double learningRate, int steps, int batch, String message) {
        assertThatThrownBy(() -> new BehaviorClone.Config(learningRate, steps, batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BehaviorClone.Config." + message);
    }
}
