package merpo.envs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import merpo.envs.task.Task;
import org.junit.jupiter.api.Test;

class DivergenceTest {
    /** A pitch rate of 1e30 rad/s is beyond what the engine calls a number (1e10). */
    @Test
    void aDivergedSimulationEndsItsEpisodeByNameAndTheOthersGoOn() {
        EnvironmentDefinition cheetah = Environments.named("half-cheetah-fwd-back");
        List<Task> tasks = cheetah.tasks().draw(2, 0);
        try (VectorEnvironment environment = VectorEnvironment.open(cheetah, tasks, 1)) {
            double[] velocities = new double[9];
            velocities[2] = 1e30;
            environment.setState(1, new double[9], velocities);
            double[] last = Arrays.copyOfRange(environment.observations(), 20, 40);
            environment.step(new double[12]);
            assertThat(environment.diverged()).containsExactly(false, true);
            assertThat(environment.terminated()).containsExactly(false, true);
            assertThat(environment.truncated()).containsExactly(false, false);
            assertThat(environment.rewards()[1]).isZero();
            assertThat(Arrays.copyOfRange(environment.successors(), 20, 40)).isEqualTo(last);
            assertThat(environment.divergence(0)).isEmpty();
            Divergence divergence = environment.divergence(1).orElseThrow();
            assertThat(divergence.message())
                    .contains("step 1 of half-cheetah-fwd-back, task 1, simulation 1, seed 0")
                    .contains("qvel[2]");
            assertThat(divergence.velocities()[2]).isEqualTo(1e30); // what plays it again
            assertThat(divergence.actions()).hasSize(6);
            assertThat(environment.observations()).doesNotContain(1e30);

            environment.reset(1, 0);
            assertThat(environment.terminated()).containsExactly(false, false);
            environment.step(new double[12]); // a fresh episode
            assertThat(environment.diverged()).containsExactly(false, false);
            assertThat(environment.terminated()).containsExactly(false, false);
        }
    }
}
