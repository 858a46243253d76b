package merpo.envs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import merpo.envs.rollout.Rollout;
import merpo.envs.rollout.RolloutCase;
import merpo.envs.rollout.RolloutFile;
import merpo.envs.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    /** What is kept of a broken episode breaks again in the same step, in the same way. */
    @Test
    void aBrokenEpisodeCanBePlayedAgainFromAFile(@TempDir Path folder) throws IOException {
        EnvironmentDefinition cheetah = Environments.named("half-cheetah-fwd-back");
        List<Divergence> told = new ArrayList<>();
        try (VectorEnvironment environment =
                VectorEnvironment.open(cheetah, cheetah.tasks().draw(2, 0), 1)) {
            environment.onDivergence(told::add);
            double[] velocities = new double[9];
            velocities[7] = 9.9e9; // still a number for the engine, but not for long
            environment.step(new double[12]);
            environment.setState(1, new double[9], velocities);
            for (int t = 0; t < 30 && told.isEmpty(); t++) {
                environment.step(new double[12]);
            }
        }
        assertThat(told).hasSize(1);
        Path file = folder.resolve("broken.json");
        RolloutFile.write(file, RolloutCase.of(told.get(0)));
        Rollout again = RolloutFile.read(file).play();
        assertThat(again.steps()).isEqualTo(told.get(0).step());
        assertThat(again.failure()).contains(told.get(0).quantity());
    }
}
