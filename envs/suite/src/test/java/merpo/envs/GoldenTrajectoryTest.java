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
    /** How far rounding alone may have driven two trajectories apart after a step. */
    private static final Map<String, Bound> BOUNDS =
            Map.of(
                    "Point",
                    step -> 1e-14,
                    "Sparse",
                    step -> 1e-14,
                    "Half",
                    GoldenTrajectoryTest::cheetah,
                    "Ant",
                    step -> step <= 20 ? 1e-9 : step <= 50 ? 1e-6 : 1e-3,
                    "Hopper",
                    GoldenTrajectoryTest::runner,
                    "Walker",
                    GoldenTrajectoryTest::runner);

    private static double cheetah(int step) {
        return step <= 10 ? 1e-9 : step <= 20 ? 1e-6 : Double.MAX_VALUE;
    }

    private static double runner(int step) {
        return step <= 20 ? 1e-9 : step <= 50 ? 1e-8 : 1e-7;
    }

    @TestFactory
    Stream<DynamicTest> everyEnvironmentFollowsTheReference() {
        return Stream.of(
                        "Walker-2D-Params",
                        "Half-Cheetah-Fwd-Back",
                        "Half-Cheetah-Vel",
                        "Ant-Fwd-Back",
                        "Ant-Dir",
                        "Point-Robot-Wind",
                        "Sparse-Point-Robot",
                        "HalfCheetah",
                        "Hopper",
                        "Walker2d",
                        "Ant")
                .flatMap(id -> IntStream.range(0, 3).mapToObj(k -> id + "-" + k))
                .map(name -> DynamicTest.dynamicTest(name, () -> replay(name, bound(name))));
    }

    private static Bound bound(String name) {
        return BOUNDS.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .findFirst()
                .orElseThrow()
                .getValue();
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
            assertThat(steps).isGreaterThanOrEqualTo(7);
            for (int t = 0; t < steps; t++) {
                environment.step(numbers(golden.get("actions").get(t)));
                JsonNode expected = golden.get("observations").get(t + 1);
                assertClose(environment.successors(), expected, t + 1, bound);
                assertThat(environment.rewards()[0])
                        .as("reward of step %d", t + 1)
                        .isCloseTo(
                                golden.get("rewards").get(t).asDouble(),
                                within(Math.min(100 * bound.at(t + 1), Double.MAX_VALUE)));
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
            flatten(field.getValue(), values);
            parameters.put(field.getKey(), values);
        }
        return new Task(0, parameters);
    }

    private static void flatten(JsonNode value, List<Double> values) {
        if (value.isArray()) {
            value.forEach(element -> flatten(element, values));
        } else {
            values.add(value.asDouble());
        }
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
