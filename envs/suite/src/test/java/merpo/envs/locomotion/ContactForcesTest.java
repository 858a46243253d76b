package merpo.envs.locomotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import merpo.envs.Environments;
import merpo.envs.Layout;
import merpo.envs.Row;
import merpo.envs.VectorEnvironment;
import merpo.envs.task.Task;
import org.junit.jupiter.api.Test;

class ContactForcesTest {
    private static final Task NONE = new Task(0, Map.of());

    /**
     * Ten seconds after a soft landing the floor carries the weight, 0.910880083 kg x 9.81 m/s^2.
     */
    @Test
    void atRestTheFloorCarriesTheAntInTheSixthNumberOfEachWrench() {
        try (VectorEnvironment environment =
                VectorEnvironment.open(
                        Environments.named("ant+contact-forces=on"), List.of(NONE), 1)) {
            double[] pose = new double[15];
            pose[2] = 0.75;
            pose[3] = 1;
            environment.setState(0, pose, new double[14]);
            assertThat(wrenches(environment)).containsOnly(0.0); // as upstream after a reset
            for (int t = 0; t < 200; t++) {
                environment.step(new double[8]);
            }
            double[] wrenches = wrenches(environment);
            double weight = 0;
            for (int body = 0; body < 14; body++) {
                weight += wrenches[6 * body + 5];
            }
            // each leg's share is above 1 N, so it is clipped to it
            assertThat(weight).isEqualTo(4);
            assertThat(Arrays.copyOf(wrenches, 6)).containsOnly(0.0); // the world feels nothing
            assertThat(environment.measures()[3]).isLessThan(-5e-4 * 4).isGreaterThan(-0.042);
        }
    }

    @Test
    void withoutThemTheBlockIsZeroAndNothingIsCharged() {
        try (VectorEnvironment environment =
                VectorEnvironment.open(Environments.named("ant"), List.of(NONE), 1)) {
            for (int t = 0; t < 20; t++) {
                environment.step(new double[8]);
            }
            assertThat(wrenches(environment)).containsOnly(0.0);
            assertThat(environment.measures()[3]).isZero();
        }
    }

    /** The physics is the same; only what is read of it differs. */
    @Test
    void computingThemChangesNoMotion() {
        assertThat(positions("ant+contact-forces=on")).isEqualTo(positions("ant"));
    }

    /** 0.5^2 + 1^2 (3 clipped) + 1^2 (-7 clipped) = 2.25. */
    @Test
    void theCostClipsEachNumber() {
        Layout layout = new Layout(0, 0, 1, Map.of(), Map.of(), Map.of("foot", 0));
        double[] none = {};
        Row row = Row.of(layout, none, none, new double[3], new double[] {0.5, 0, 3, 0, 0, -7});
        assertThat(row.squaredContactForces(1)).isCloseTo(2.25, within(1e-15));
    }

    private static double[] positions(String id) {
        try (VectorEnvironment environment =
                VectorEnvironment.open(Environments.named(id), List.of(NONE, NONE, NONE), 2)) {
            environment.reset(3);
            double[] actions = new double[24];
            for (int t = 0; t < 50; t++) {
                int step = t;
                Arrays.setAll(actions, k -> Math.sin(0.7 * step + k));
                environment.step(actions);
            }
            return environment.positions().clone();
        }
    }

    private static double[] wrenches(VectorEnvironment environment) {
        return Arrays.copyOfRange(environment.successors(), 27, 111);
    }
}
