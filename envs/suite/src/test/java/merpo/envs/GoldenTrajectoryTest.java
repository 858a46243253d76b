package merpo.envs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.envs.task.Task;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Trajectories of an independent implementation; see {@code golden/README.md} for their maker. */
class GoldenTrajectoryTest {
    /** Rounding alone drives cheetahs apart: 1e-9 to step 10, 1e-6 to step 20, none later. */
    @TestFactory
    Stream<DynamicTest> halfCheetahFollowsTheReference() {
        return cases("Half-Cheetah-Fwd-Back", step -> step <= 10 ? 1e-9 : step <= 20 ? 1e-6 : 1e9);
    }

    /** Plain additions: the same to the last digits, all the way. */
    @TestFactory
    Stream<DynamicTest> pointRobotFollowsTheReference() {
        return cases("Point-Robot-Wind", step -> 1e-14);
    }

    private static Stream<DynamicTest> cases(String id, Bound bound) {
        return IntStream.range(0, 3)
                .mapToObj(k -> id + "-" + k)
                .map(name -> DynamicTest.dynamicTest(name, () -> replay(name, bound)));
    }

    private static void replay(String name, Bound bound) throws IOException {
        JsonNode golden = read(name);
        EnvironmentDefinition definition = Environments.named(golden.get("id").asText());
        assertThat(definition.horizon()).isEqualTo(golden.get("horizon").asInt());
        try (VectorEnvironment environment =
                VectorEnvironment.open(definition, List.of(task(golden.get("task"))), 1)) {
            environment.setState(0, numbers(golden.get("qpos")), numbers(golden.get("qvel")));
            assertClose(environment.observations(), golden.get("observations").get(0), 0, bound);
            int steps = golden.get("actions").size();
            assertThat(steps).isGreaterThanOrEqualTo(25);
            for (int t = 0; t < steps; t++) {
                environment.step(numbers(golden.get("actions").get(t)));
                JsonNode expected = golden.get("observations").get(t + 1);
                assertClose(environment.successors(), expected, t + 1, bound);
                assertThat(environment.rewards()[0])
                        .as("reward of step %d", t + 1)
                        .isCloseTo(
                                golden.get("rewards").get(t).asDouble(),
                                within(100 * bound.at(t + 1)));
                assertThat(environment.terminated()[0])
                        .isEqualTo(golden.get("terminated").get(t).asBoolean());
                assertThat(environment.truncated()[0])
                        .isEqualTo(golden.get("truncated").get(t).asBoolean());
            }
        }
    }

    private static void assertClose(double[] actual, JsonNode expected, int step, Bound bound) {
        assertThat(actual).hasSize(expected.size());
        for (int k = 0; k < actual.length; k++) {
            assertThat(actual[k])
                    .as("observation %d after step %d", k, step)
                    .isCloseTo(expected.get(k).asDouble(), within(bound.at(step)));
        }
    }

    private static Task task(JsonNode fields) {
        Map<String, List<Double>> parameters = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            List<Double> values = new ArrayList<>();
            if (field.getValue().isArray()) {
                field.getValue().forEach(value -> values.add(value.asDouble()));
            } else {
                values.add(field.getValue().asDouble());
            }
            parameters.put(field.getKey(), values);
        }
        return new Task(0, parameters);
    }

    private static double[] numbers(JsonNode array) {
        return IntStream.range(0, array.size()).mapToDouble(k -> array.get(k).asDouble()).toArray();
    }

    private static JsonNode read(String name) throws IOException {
        try (InputStream file =
                GoldenTrajectoryTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return new ObjectMapper().readTree(file);
        }
    }

    private interface Bound {
        double at(int step);
    }
}
