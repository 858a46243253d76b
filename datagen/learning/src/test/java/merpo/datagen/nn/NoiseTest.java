package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class NoiseTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** A generator whose floats are 0, 1/4, 1/2, 3/4 and over again. */
    private static RandomGenerator quarters() {
        return new RandomGenerator() {
            private int drawn;

            @Override
            public float nextFloat() {
                return drawn++ % 4 / 4f;
            }

            @Override
            public long nextLong() {
                throw new AssertionError("floats alone");
            }
        };
    }

    /** 2 u - 1: -1, -1/2, 0, 1/2, row after row; the second task begins anew. */
    @Test
    void uniformNoiseIsTwiceAFloatLessOne() {
        NDArray noise = Noise.uniform(manager, List.of(quarters(), quarters()), 3, 2);
        assertThat(noise.getShape()).isEqualTo(new Shape(2, 3, 2));
        assertThat(noise.toFloatArray())
                .containsExactly(-1, -0.5f, 0, 0.5f, -1, -0.5f, -1, -0.5f, 0, 0.5f, -1, -0.5f);
    }

    /** Mean 0; mean square 1/3 and 1, of 20,000 numbers. */
    @Test
    void bothHaveTheirMoments() {
        List<RandomGenerator> randoms = Streams.perTask(3, "noise", 2);
        NDArray uniform = Noise.uniform(manager, randoms, 5_000, 2);
        assertThat(uniform.mean().getFloat()).isCloseTo(0, within(0.02f));
        assertThat(uniform.square().mean().getFloat()).isCloseTo(1 / 3f, within(0.02f));
        NDArray gaussian = Noise.gaussian(manager, randoms, 5_000, 2);
        assertThat(gaussian.mean().getFloat()).isCloseTo(0, within(0.03f));
        assertThat(gaussian.square().mean().getFloat()).isCloseTo(1, within(0.05f));
    }

    @Test
    void aTaskDrawsTheSameBesideOthersAsAlone() {
        NDArray both = Noise.uniform(manager, Streams.perTask(3, "noise", 2), 4, 1);
        NDArray alone = Noise.uniform(manager, List.of(Streams.of(3, "noise", 1)), 4, 1);
        assertThat(both.get(1).toFloatArray()).isEqualTo(alone.get(0).toFloatArray());
    }
}
