package merpo.datagen.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named float32 arrays in one file, in the safetensors format: a length, a JSON header, the
 * numbers. Python reads it with the package of that name.
 *
 * @param tensors by name
 * @param metadata texts by name
 */
public record Safetensors(SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_HEADER = 1 << 24;

    /**
     * @param shape sizes of the axes
     * @param values row-major
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record Tensor(int[] shape, float[] values) {
        public Tensor {
            long size = 1;
            for (int axis : shape) {
                size *= axis;
            }
            if (size != values.length) {
                throw new IllegalArgumentException(
                        "a tensor of %d numbers cannot have %d".formatted(size, values.length));
            }
        }

        public static Tensor of(float[] values, int... shape) {
            return new Tensor(shape, values);
        }
    }

    public Safetensors {
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    public static Safetensors of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        return new Safetensors(new TreeMap<>(tensors), new TreeMap<>(metadata));
    }

    /** The numbers under a name. */
    public float[] values(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(
                    "there is no tensor \"%s\"; there are %s".formatted(name, tensors.keySet()));
        }
        return tensor.values();
    }

    /** Publishes the file whole or not at all, over an older one. */
    public void write(Path file) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode texts = header.putObject("__metadata__");
        metadata.forEach(texts::put);
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            ObjectNode node = header.putObject(entry.getKey());
            node.put("dtype", "F32");
            for (int axis : tensor.shape()) {
                node.withArray("shape").add(axis);
            }
            long end = offset + 4L * tensor.values().length;
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = JSON.writeValueAsBytes(header);
        int padding = (8 - json.length % 8) % 8;
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.toIntExact(8 + json.length + padding + offset))
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length + padding).put(json);
        for (int i = 0; i < padding; i++) {
            bytes.put((byte) ' ');
        }
        for (Tensor tensor : tensors.values()) {
            bytes.asFloatBuffer().put(tensor.values());
            bytes.position(bytes.position() + 4 * tensor.values().length);
        }
        AtomicFile.write(file, AtomicFile.Existing.REPLACE, bytes.array());
    }

    /** Reads a file whole. */
    public static Safetensors read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.limit() < 8) {
            throw damaged(file, "it has only " + bytes.limit() + " bytes");
        }
        long length = bytes.getLong();
        if (length < 2 || length > LARGEST_HEADER || length > bytes.remaining()) {
            throw damaged(file, "its header would have " + length + " bytes");
        }
        byte[] json = new byte[(int) length];
        bytes.get(json);
        int first = bytes.position();
        try {
            JsonNode header = JSON.readTree(new String(json, StandardCharsets.UTF_8));
            SortedMap<String, Tensor> tensors = new TreeMap<>();
            SortedMap<String, String> metadata = new TreeMap<>();
            for (Map.Entry<String, JsonNode> entry : header.properties()) {
                if (entry.getKey().equals("__metadata__")) {
                    entry.getValue()
                            .properties()
                            .forEach(text -> metadata.put(text.getKey(), text.getValue().asText()));
                } else {
                    tensors.put(entry.getKey(), tensor(bytes, first, entry.getValue()));
                }
            }
            return new Safetensors(tensors, metadata);
        } catch (JsonProcessingException | RuntimeException e) {
            throw damaged(file, e.getMessage());
        }
    }

    private static Tensor tensor(ByteBuffer bytes, int first, JsonNode node) {
        if (!node.path("dtype").asText().equals("F32")) {
            throw new IllegalArgumentException(
                    "dtype is " + node.path("dtype") + ", must be \"F32\"");
        }
        int[] shape = new int[node.path("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = node.path("shape").get(i).asInt();
        }
        long begin = node.path("data_offsets").path(0).asLong(-1);
        long end = node.path("data_offsets").path(1).asLong(-1);
        if (begin < 0 || end < begin || first + end > bytes.limit() || (end - begin) % 4 != 0) {
            throw new IllegalArgumentException("numbers at [" + begin + ", " + end + ")");
        }
        float[] values = new float[(int) (end - begin) / 4];
        bytes.duplicate()
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(first + (int) begin)
                .asFloatBuffer()
                .get(values);
        return new Tensor(shape, values);
    }

    private static IOException damaged(Path file, String reason) {
        return new IOException(
                "%s is not a whole safetensors file: %s. Make it again, or take it from a backup"
                        .formatted(file, reason));
    }
}
