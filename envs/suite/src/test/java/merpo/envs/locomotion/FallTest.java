package merpo.envs.locomotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;
import merpo.envs.task.Task;
import org.junit.jupiter.api.Test;

/** When robots count as fallen, and what the step of the fall pays. */
class FallTest {
    private static final Task NONE = new Task(0, Map.of());

    @Test
    void walkersStandStrictlyBetweenTheirBounds() {
        EnvironmentDefinition walker = Environments.named("walker2d");
        double[] standing = new double[17];
        standing[0] = 1.25;
        assertThat(walker.terminates(standing)).isFalse();
        for (double height : new double[] {0.8, 2.0, Double.NaN}) {
            assertThat(walker.terminates(with(standing, 0, height))).isTrue();
        }
        for (double pitch : new double[] {1.0, -1.0, Double.NaN}) {
            assertThat(walker.terminates(with(standing, 1, pitch))).isTrue();
        }
        assertThat(walker.terminates(with(with(standing, 0, 0.81), 1, 0.99))).isFalse();
    }

    @Test
    void hoppersAlsoMindEveryAngle() {
        EnvironmentDefinition hopper = Environments.named("hopper");
        double[] standing = new double[11];
        standing[0] = 1.25;
        assertThat(hopper.terminates(standing)).isFalse();
        assertThat(hopper.terminates(with(standing, 0, 0.7))).isTrue();
        assertThat(hopper.terminates(with(standing, 1, 0.2))).isTrue();
        assertThat(hopper.terminates(with(standing, 3, -100))).isTrue();
        assertThat(hopper.terminates(with(standing, 3, -99))).isFalse();
    }

    /** An observed velocity of 10 may be one of 120, which only the state shows. */
    @Test
    void aHoppersRealVelocityEndsTheEpisodeThoughTheObservedOneIsClipped() {
        EnvironmentDefinition hopper = Environments.named("hopper");
        try (VectorEnvironment environment = VectorEnvironment.open(hopper, List.of(NONE), 1)) {
            environment.setState(
                    0, new double[] {0, 1.25, 0, 0, 0, 0}, new double[] {120, 0, 0, 0, 0, 0});
            environment.step(new double[3]);
            assertThat(environment.successors()[5]).isEqualTo(10);
            assertThat(environment.terminated()).containsExactly(true);
        }
    }

    @Test
    void antsMayTouchTheirBounds() {
        EnvironmentDefinition ant = Environments.named("ant-dir");
        double[] standing = new double[27];
        standing[0] = 0.75;
        assertThat(ant.terminates(standing)).isFalse();
        assertThat(ant.terminates(with(standing, 0, 0.2))).isFalse();
        assertThat(ant.terminates(with(standing, 0, 1.0))).isFalse();
        assertThat(ant.terminates(with(standing, 0, 0.19))).isTrue();
        assertThat(ant.terminates(with(standing, 0, 1.01))).isTrue();
        assertThat(ant.terminates(with(standing, 20, Double.POSITIVE_INFINITY))).isTrue();
    }

    /** The bonus of the step of the fall: 1 until v4, 0 in v5. */
    @Test
    void theStepOfTheFallPaysTheBonusByTheRuleOfTheVersion() {
        assertThat(bonusOfTheFall("walker2d")).isEqualTo(1);
        assertThat(bonusOfTheFall("walker2d+healthy-bonus=healthy")).isZero();
        assertThat(bonusOfTheFall("walker2d-v5")).isZero();
        assertThat(bonusOfTheFall("hopper")).isEqualTo(1);
        assertThat(bonusOfTheFall("hopper-v5")).isZero();
    }

    private static double bonusOfTheFall(String id) {
        EnvironmentDefinition definition = Environments.named(id);
        try (VectorEnvironment environment = VectorEnvironment.open(definition, List.of(NONE), 1)) {
            double[] lying = new double[environment.positionSize()];
            lying[1] = 0.5;
            environment.setState(0, lying, new double[environment.velocitySize()]);
            environment.step(new double[definition.actionSize()]);
            assertThat(environment.terminated()).containsExactly(true);
            return environment.measures()[environment.measureNames().indexOf("reward_survive")];
        }
    }

    private static double[] with(double[] numbers, int place, double value) {
        double[] changed = numbers.clone();
        changed[place] = value;
        return changed;
    }
}
