package merpo.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.DynamicTest;

/**
 * Training steps that another implementation worked out in float64; the page beside the files says
 * what they hold. {@code -Dmerpo.golden=DIR} takes the files of another directory.
 */
public final class Golden {
    private static final Path HERE = Path.of("src", "test", "resources", "golden", "baselines");

    // ten times what float32 loses on these files, relative to the larger of 1 and the number
    public static final double LOSS = 1.2e-5;
    public static final double GRADIENT = 9e-5;
    public static final double PARAMETER = 3e-6;

    private Golden() {}

    /** What is held against a case. */
    @FunctionalInterface
    public interface Check {
        void against(NDManager manager, JsonNode golden) throws IOException;
    }

    /** A learner that holds the parameters of a case. */
    public interface Steps extends AutoCloseable {
        /** Takes a step and compares it; the first is 1. */
        void step(int number);

        @Override
        void close();
    }

    /** A test of each case of a method, at least one: whatever file says that it is of it. */
    public static Stream<DynamicTest> tests(String method, Check check) throws IOException {
        String other = System.getProperty("merpo.golden", "");
        Path directory = other.isEmpty() ? HERE : Path.of(other);
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file :
                    all.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
                JsonNode golden = new JsonMapper().readTree(file.toFile());
                if (golden.path("method").asText().equals(method)) {
                    tests.add(
                            DynamicTest.dynamicTest(
                                    file.getFileName().toString(), () -> check(check, golden)));
                }
            }
        }
        assertThat(tests).as("cases of %s in %s", method, directory).isNotEmpty();
        return tests.stream();
    }

    private static void check(Check check, JsonNode golden) throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            check.against(manager, golden);
        }
    }

    /** Takes every step of a case. */
    public static void steps(JsonNode golden, Steps learner) {
        for (int step = 1; step <= golden.get("steps").size(); step++) {
            learner.step(step);
        }
    }

    /** [N, B, width] of the file as [1, N B, width]. */
    public static NDArray shared(JsonNode file, String name, NDManager scratch) {
        JsonNode rows = file.get(name);
        int width = rows.get(0).get(0).size();
        return scratch.create(numbers(rows)).reshape(1, -1, width);
    }

    /** Rows that nobody reads: they tell a learner its widths. */
    public static TaskData nothing(JsonNode golden, int count) {
        int n = golden.at("/config/observation").intValue();
        int m = golden.at("/config/action").intValue();
        ReplayBuffer rows = new ReplayBuffer(count, n, m);
        while (rows.size() < count) {
            rows.add(new float[n], 0, new float[m], 0, 0, new float[n], 0, false);
        }
        return Data.tasks(List.of(rows), 0);
    }

    /** The rows of all entries, one entry after another; no action is kept as before its tanh. */
    public static Batch rows(JsonNode file, NDManager scratch) {
        NDArray action = shared(file, "actions", scratch);
        NDArray one = scratch.create(1f);
        return new Batch(
                shared(file, "observations", scratch),
                action,
                action,
                shared(file, "rewards", scratch).squeeze(2),
                shared(file, "next_observations", scratch),
                one.sub(shared(file, "terminals", scratch).squeeze(2)));
    }

    /** An array of the shape that it has in the file. */
    public static NDArray array(JsonNode nested, NDManager scratch) {
        Shape shape = new Shape();
        for (JsonNode part = nested; part.isArray(); part = part.get(0)) {
            shape = shape.add(part.size());
        }
        return scratch.create(numbers(nested), shape);
    }

    /** All numbers, row-major. */
    public static float[] numbers(JsonNode nested) {
        List<Float> all = new ArrayList<>();
        collect(nested, all);
        float[] values = new float[all.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = all.get(i);
        }
        return values;
    }

    private static void collect(JsonNode nested, List<Float> into) {
        if (nested.isArray()) {
            nested.forEach(part -> collect(part, into));
        } else {
            into.add((float) nested.doubleValue());
        }
    }

    /**
     * Networks of the file as members of one of ours: per layer all weights, turned from [out, in]
     * to [in, out], then all biases.
     */
    public static float[] flat(JsonNode tensors, String... members) {
        List<Float> all = new ArrayList<>();
        for (int layer = 0; !names(tensors, members[0], layer).isEmpty(); layer++) {
            for (String member : members) {
                List<JsonNode> rows = rows(tensors, names(tensors, member, layer), ".weight");
                for (int in = 0; in < rows.get(0).size(); in++) {
                    for (JsonNode row : rows) {
                        all.add((float) row.get(in).doubleValue());
                    }
                }
            }
            for (String member : members) {
                rows(tensors, names(tensors, member, layer), ".bias")
                        .forEach(bias -> all.add((float) bias.doubleValue()));
            }
        }
        float[] values = new float[all.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = all.get(i);
        }
        return values;
    }

    /** A layer's name; the heads of a Gaussian network are our last layer. */
    private static List<String> names(JsonNode tensors, String network, int layer) {
        String name = network + "." + layer;
        if (tensors.has(name + ".weight")) {
            return List.of(name);
        }
        boolean heads = tensors.has(network + ".mean.weight");
        return heads && tensors.has(network + "." + (layer - 1) + ".weight")
                ? List.of(network + ".mean", network + ".log_std")
                : Collections.emptyList();
    }

    /** Of each output of these layers its weights, or its bias. */
    private static List<JsonNode> rows(JsonNode tensors, List<String> layers, String what) {
        List<JsonNode> rows = new ArrayList<>();
        layers.forEach(layer -> tensors.get(layer + what).forEach(rows::add));
        return rows;
    }

    public static float[] joined(List<NDArray> blocks) {
        List<float[]> parts = blocks.stream().map(NDArray::toFloatArray).toList();
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    public static void near(String what, double value, JsonNode expected, double tolerance) {
        near(what, value, expected.doubleValue(), tolerance);
    }

    public static void near(String what, float[] values, float[] expected, double tolerance) {
        assertThat(values).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < values.length; i++) {
            near(what + " [" + i + "]", values[i], expected[i], tolerance);
        }
    }

    public static void near(String what, double value, double expected, double tolerance) {
        double error = Math.abs(value - expected) / Math.max(1, Math.abs(expected));
        assertThat(error)
                .as("%s is %s, golden %s: relative difference", what, value, expected)
                .isLessThanOrEqualTo(tolerance);
    }
}
