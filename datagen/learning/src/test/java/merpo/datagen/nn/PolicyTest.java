package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import merpo.datagen.run.Operations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyTest {

    /** In one call of the engine as operation by operation: whole vectors of numbers and not. */
    @ParameterizedTest
    @CsvSource({"1, 64, 17, 6, 256", "3, 7, 11, 3, 32", "25, 2, 17, 6, 64", "1, 1, 2, 2, 8"})
    void drawsAreThoseOfTheDistributionToTheBit(int tasks, int rows, int obs, int act, int width) {
        Policy policy = new Policy(obs, act, 2, width);
        Random random = new Random(5);
        float[] observations = new float[tasks * rows * obs];
        for (int k = 0; k < observations.length; k++) {
            observations[k] = (float) (20 * random.nextGaussian()); // some deviations are cut
        }
        try (NDManager manager = TensorEngine.manager();
                ParameterStack stack =
                        policy.initialize(manager, Streams.perTask(1, "weights", tasks))) {
            NDArray s = manager.create(observations, new Shape(tasks, rows, obs));
            SquashedGaussian.Sample sample =
                    policy.at(s, stack.constant()).sample(Streams.perTask(2, "noise", tasks));
            int held = manager.getManagedArrays().size();
            Policy.Acted acted =
                    policy.act(stack, observations, Streams.perTask(2, "noise", tasks));
            assertThat(acted.actions()).isEqualTo(sample.action().toFloatArray());
            assertThat(acted.logProb()).isEqualTo(sample.logProb().toFloatArray());
            assertThat(manager.getManagedArrays()).hasSize(held);
        }
    }

    /** One row through 2 x 4 + 4 x 4 + 4 x 2 weights, a multiply-add is 2. */
    @Test
    void drawsCountTheirOperations() {
        Policy policy = new Policy(2, 1, 2, 4);
        try (NDManager manager = TensorEngine.manager();
                ParameterStack stack =
                        policy.initialize(manager, Streams.perTask(1, "weights", 1))) {
            double before = Operations.count();
            policy.act(stack, new float[2], Streams.perTask(2, "noise", 1));
            assertThat(Operations.count() - before).isEqualTo(2 * 32);
        }
    }

    @Test
    void asManyGeneratorsAsTasksAreNeeded() {
        Policy policy = new Policy(2, 1, 1, 4);
        try (NDManager manager = TensorEngine.manager();
                ParameterStack stack =
                        policy.initialize(manager, Streams.perTask(1, "weights", 2))) {
            assertThatThrownBy(
                            () -> policy.act(stack, new float[4], Streams.perTask(2, "noise", 1)))
                    .hasMessageContaining("noise has shape (1, 1, 1), expected (2, 1, 1)");
        }
    }
}
