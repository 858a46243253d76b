package merpo.benchmarks.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import merpo.datagen.run.Refusal;

/**
 * The winds in {@code tasks.json}: wherever an object has a number {@code task} (or {@code index})
 * and, itself or in a child, an array {@code wind} of two numbers. Other tasks have none.
 */
final class Winds {
    private Winds() {}

    /** Wind [m per step] by task. */
    static Map<String, double[]> read(Path run) {
        Path file = run.resolve("tasks.json");
        Map<String, double[]> winds = new TreeMap<>();
        if (Files.isRegularFile(file)) {
            try {
                collect(new ObjectMapper().readTree(file.toFile()), winds);
            } catch (IOException e) {
                throw new Refusal(
                        file
                                + " is not JSON ("
                                + e.getMessage()
                                + "). Make it again: ./merpo prepare --overwrite",
                        e);
            }
        }
        return winds;
    }

    private static void collect(JsonNode node, Map<String, double[]> winds) {
        JsonNode task = node.has("task") ? node.get("task") : node.path("index");
        JsonNode wind = node.findPath("wind");
        if (task.isValueNode() && wind.isArray() && wind.size() == 2) {
            winds.put(task.asText(), new double[] {wind.get(0).asDouble(), wind.get(1).asDouble()});
        } else {
            node.forEach(child -> collect(child, winds));
        }
    }
}
