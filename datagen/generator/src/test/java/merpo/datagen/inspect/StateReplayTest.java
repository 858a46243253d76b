package merpo.datagen.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.nn.Actor;
import merpo.datagen.nn.Streams;
import merpo.datagen.rollout.Collector;
import merpo.datagen.rollout.PolicyRollout;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;
import merpo.envs.task.Task;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What an environment recorded, it shows again when it is put into the recorded states. */
final class StateReplayTest {
    @TestFactory
    Stream<DynamicTest> everyEnvironmentRepeatsItsRows() {
        return Environments.all().stream()
                .map(
                        definition ->
                                DynamicTest.dynamicTest(
                                        definition.id(), () -> repeats(definition)));
    }

    private static void repeats(EnvironmentDefinition definition) {
        Task task = definition.tasks().draw(1, 11).get(0);
        Dataset rows = collect(definition, task);
        try (VectorEnvironment environment = VectorEnvironment.open(definition, List.of(task), 1)) {
            StateReplay replay = new StateReplay(rows, environment);
            Verdict observations = replay.observations("observations");
            assertThat(observations.outcome())
                    .as(observations.detail())
                    .isEqualTo(Verdict.Outcome.PASS);
            Verdict steps = replay.steps("steps");
            assertThat(steps.outcome()).as(steps.detail()).isEqualTo(Verdict.Outcome.PASS);
        }
    }

    private static Dataset collect(EnvironmentDefinition definition, Task task) {
        RandomGenerator random = Streams.of(5, "uniform actions", 0);
        try (PolicyRollout rollout = new PolicyRollout(definition, List.of(task), 2, 1)) {
            Actor uniform =
                    new Actor.Uniform(
                            definition.observationSize(), definition.actionSize(), List.of(random));
            return Collector.collect(rollout, uniform, 3, new long[] {-1}).get(0);
        }
    }
}
