package merpo.envs.rollout;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import merpo.envs.Environments;
import merpo.envs.mujoco.SimulationBatch;
import merpo.envs.task.Task;

/** A rollout as JSON: a field or a row per line, numbers that read back exactly. */
final class RolloutText {
    private static final JsonFactory JSON = new JsonFactory();

    /** Task fields that are matrices in files, with this many numbers in a row. */
    private static final Set<String> MATRICES = Set.of("body_inertia", "geom_friction");

    private static final int COLUMNS = 3;

    private final JsonGenerator out;

    private RolloutText(JsonGenerator out) {
        this.out = out;
    }

    static byte[] of(RolloutCase given, Recording recording) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.setPrettyPrinter(new Lines());
            new RolloutText(out).write(given, recording);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private void write(RolloutCase given, Recording recording) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", given.id());
        writeTask(given.task());
        out.writeStringField("mujoco", SimulationBatch.engineVersion());
        out.writeNumberField("horizon", Environments.named(given.id()).horizon());
        writeNumbers("qpos", given.qpos());
        writeNumbers("qvel", given.qvel());
        writeRows("actions", given.actions());
        writeRows("observations", recording.observations());
        writeNumbers("rewards", recording.rewards());
        writeFlags("terminated", recording.terminated());
        writeFlags("truncated", recording.truncated());
        out.writeEndObject();
    }

    /** Numbers alone, lists, and matrices row by row: as a person would write the task. */
    private void writeTask(Task task) throws IOException {
        out.writeObjectFieldStart("task");
        for (Map.Entry<String, List<Double>> field : task.parameters().entrySet()) {
            out.writeFieldName(field.getKey());
            double[] values = task.vector(field.getKey());
            if (values.length == 1) {
                out.writeNumber(values[0]);
            } else if (MATRICES.contains(field.getKey()) && values.length % COLUMNS == 0) {
                out.writeStartArray();
                for (int k = 0; k < values.length; k += COLUMNS) {
                    out.writeArray(values, k, COLUMNS);
                }
                out.writeEndArray();
            } else {
                out.writeArray(values, 0, values.length);
            }
        }
        out.writeEndObject();
    }

    private void writeNumbers(String field, double[] values) throws IOException {
        out.writeFieldName(field);
        writeFinite(field, values);
    }

    private void writeRows(String field, double[][] rows) throws IOException {
        out.writeArrayFieldStart(field);
        for (double[] row : rows) {
            writeFinite(field, row);
        }
        out.writeEndArray();
    }

    private void writeFinite(String field, double[] values) throws IOException {
        for (int k = 0; k < values.length; k++) {
            if (!Double.isFinite(values[k])) {
                throw new IllegalArgumentException(
                        "\"%s\": number %d is %s, which JSON cannot hold. Start from smaller numbers"
                                .formatted(field, k, values[k]));
            }
        }
        out.writeArray(values, 0, values.length);
    }

    private void writeFlags(String field, boolean[] flags) throws IOException {
        out.writeArrayFieldStart(field);
        for (boolean flag : flags) {
            out.writeBoolean(flag);
        }
        out.writeEndArray();
    }

    /** Breaks the line after fields and after rows, and nowhere else. */
    private static final class Lines extends MinimalPrettyPrinter {
        private boolean afterRow;

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
            out.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
            out.writeRaw(",\n");
        }

        @Override
        public void writeStartArray(JsonGenerator out) throws IOException {
            out.writeRaw('[');
            afterRow = false;
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
            out.writeRaw(afterRow ? ",\n" : ", ");
        }

        @Override
        public void writeEndArray(JsonGenerator out, int values) throws IOException {
            out.writeRaw(']');
            afterRow = true;
        }
    }
}
