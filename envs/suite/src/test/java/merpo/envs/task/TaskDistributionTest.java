package merpo.envs.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import merpo.envs.Environments;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TaskDistributionTest {
    private static final Offset<Double> PRINTED = within(5e-11);

    /** {@code RandomState(1337)}, n = 50: all x first, then all y. */
    @Test
    void windsOfSeed1337AreNumpys() {
        List<Task> tasks = Environments.named("Point-Robot-Wind").tasks().draw(50, 1337);
        double[] x = {-0.0237975325, -0.0341316028, -0.0221873481, -0.0040683113, -0.0178999459};
        double[] y = {0.0335967880, 0.0110237332, 0.0064518979, 0.0497389143, -0.0245275864};
        assertThat(tasks).hasSize(50);
        for (int i = 0; i < 5; i++) {
            assertThat(tasks.get(i).index()).isEqualTo(i);
            assertThat(tasks.get(i).component("wind", 0)).isCloseTo(x[i], PRINTED);
            assertThat(tasks.get(i).component("wind", 1)).isCloseTo(y[i], PRINTED);
        }
        assertThat(tasks.get(49).component("wind", 0)).isCloseTo(0.0472872330, PRINTED);
        assertThat(tasks.get(49).component("wind", 1)).isCloseTo(-0.0374597004, PRINTED);
    }

    /** {@code RandomState(1337).uniform(0, 3)}, n = 100, as Half-Cheetah-Vel will draw it. */
    @Test
    void uniformsOfSeed1337AreNumpys() {
        NumpyRandom random = new NumpyRandom(1337);
        double[] first = {0.7860740250, 0.4760519165, 0.8343795585, 1.3779506616, 0.9630016216};
        for (double expected : first) {
            assertThat(random.uniform(0, 3)).isCloseTo(expected, within(5e-10));
        }
        for (int i = 6; i < 100; i++) {
            random.uniform(0, 3);
        }
        assertThat(random.uniform(0, 3)).isCloseTo(0.3762089883, within(5e-10));
    }
}
