package merpo.benchmarks.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import merpo.benchmarks.run.Refusal;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.task.Task;

/** Tracks of rollout files: start state, task and actions as JSON, played again in our physics. */
final class RolloutTracks {
    private static final JsonMapper JSON = new JsonMapper();

    private RolloutTracks() {}

    static Track read(Path file) throws IOException {
        JsonNode node = parse(file);
        EnvironmentDefinition definition = Environments.named(field(file, node, "id").asText());
        Task task = task(field(file, node, "task"));
        double[] positions = numbers(file, "qpos", field(file, node, "qpos"));
        double[] velocities = numbers(file, "qvel", field(file, node, "qvel"));
        List<double[]> actions = new ArrayList<>();
        for (JsonNode row : field(file, node, "actions")) {
            actions.add(numbers(file, "actions[" + actions.size() + "]", row));
        }
        if (actions.isEmpty()) {
            throw new Refusal(file + ", \"actions\" is empty: a replay needs at least one step");
        }
        try {
            Recording recording =
                    Player.play(
                            definition,
                            task,
                            environment -> environment.setState(0, positions, velocities),
                            (step, observation) ->
                                    step < actions.size()
                                            ? Optional.of(actions.get(step))
                                            : Optional.empty());
            return Scenes.track(name(file), "", definition, task, recording);
        } catch (IllegalArgumentException e) {
            throw new Refusal(file + ": " + e.getMessage(), e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.json$", "");
    }

    private static JsonNode parse(Path file) throws IOException {
        try {
            return JSON.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new Refusal(
                    "%s is not JSON: %s. A rollout file has id, task, qpos, qvel and actions"
                            .formatted(file, e.getOriginalMessage()),
                    e);
        }
    }

    private static JsonNode field(Path file, JsonNode node, String name) {
        JsonNode field = node.get(name);
        if (field == null) {
            throw new Refusal(
                    "%s has no \"%s\": a rollout file has id, task, qpos, qvel and actions"
                            .formatted(file, name));
        }
        return field;
    }

    private static Task task(JsonNode fields) {
        Map<String, List<Double>> parameters = new TreeMap<>();
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

    private static double[] numbers(Path file, String place, JsonNode array) {
        for (JsonNode value : array) {
            if (!value.isNumber()) {
                throw new Refusal(
                        "%s, \"%s\" holds %s, must be numbers".formatted(file, place, value));
            }
        }
        return IntStream.range(0, array.size()).mapToDouble(k -> array.get(k).asDouble()).toArray();
    }
}
