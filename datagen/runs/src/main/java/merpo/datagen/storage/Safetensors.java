package merpo.datagen.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import merpo.envs.storage.AtomicFile;

/**
 * Named float32 and float64 arrays in one file, in the safetensors format: a length, a JSON header,
 * the numbers. Python reads it with the package of that name.
 *
 * @param tensors by name
 * @param metadata texts by name
 */
public record Safetensors(SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata) {
    static final String METADATA = "__metadata__";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An array of one type. */
    public sealed interface Tensor {
        /** Sizes of the axes. */
        int[] shape();

        /** As the format names the type. */
        String dtype();

        /** Of its numbers in the file. */
        int bytes();

        /** Writes its numbers. */
        void put(ByteBuffer to);

        static Floats of(float[] values, int... shape) {
            return new Floats(shape, values);
        }

        static Doubles of(double[] values, int... shape) {
            return new Doubles(shape, values);
        }
    }

    /**
     * @param shape sizes of the axes
     * @param values row-major
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record Floats(int[] shape, float[] values) implements Tensor {
        static final String DTYPE = "F32";

        public Floats {
            require(shape, values.length);
        }

        @Override
        public String dtype() {
            return DTYPE;
        }

        @Override
        public int bytes() {
            return Math.multiplyExact(Float.BYTES, values.length);
        }

        @Override
        public void put(ByteBuffer to) {
            to.asFloatBuffer().put(values);
            to.position(to.position() + bytes());
        }
    }

    /**
     * @param shape sizes of the axes
     * @param values row-major
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record Doubles(int[] shape, double[] values) implements Tensor {
        static final String DTYPE = "F64";

        public Doubles {
            require(shape, values.length);
        }

        @Override
        public String dtype() {
            return DTYPE;
        }

        @Override
        public int bytes() {
            return Math.multiplyExact(Double.BYTES, values.length);
        }

        @Override
        public void put(ByteBuffer to) {
            to.asDoubleBuffer().put(values);
            to.position(to.position() + bytes());
        }
    }

    private static void require(int[] shape, int count) {
        long size = 1;
        for (int axis : shape) {
            size = axis < 0 || size < 0 ? -1 : Math.min(size * axis, 1L << 31);
        }
        if (size != count) {
            throw new IllegalArgumentException(
                    "a tensor of shape %s cannot have %d numbers"
                            .formatted(Arrays.toString(shape), count));
        }
    }

    public Safetensors {
        if (tensors.containsKey(METADATA)) {
            throw new IllegalArgumentException(
                    "no tensor can have the name " + METADATA + ": the format keeps it for texts");
        }
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    public static Safetensors of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        return new Safetensors(new TreeMap<>(tensors), new TreeMap<>(metadata));
    }

    /**
     * Refuses numbers that nothing can compute with.
     *
     * @param name of the tensor that holds them
     */
    public static void requireFinite(String name, float... values) {
        for (int at = 0; at < values.length; at++) {
            if (!Float.isFinite(values[at])) {
                throw new IllegalArgumentException(
                        "\"%s\", number %d is %s, must be finite".formatted(name, at, values[at]));
            }
        }
    }

    /** The float32 numbers under a name. */
    public float[] values(String name) {
        return named(name, Floats.class, "float32").values();
    }

    /** The float64 numbers under a name. */
    public double[] doubles(String name) {
        return named(name, Doubles.class, "float64").values();
    }

    private <T extends Tensor> T named(String name, Class<T> type, String text) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(
                    "there is no tensor \"%s\"; there are %s".formatted(name, tensors.keySet()));
        }
        if (!type.isInstance(tensor)) {
            throw new IllegalArgumentException(
                    "tensor \"%s\" does not hold %s numbers".formatted(name, text));
        }
        return type.cast(tensor);
    }

    /** Publishes the file whole or not at all, over an older one. */
    public void write(Path file) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode texts = header.putObject(METADATA);
        metadata.forEach(texts::put);
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            ObjectNode node = header.putObject(entry.getKey());
            node.put("dtype", tensor.dtype());
            ArrayNode shape = node.putArray("shape"); // empty for a single number
            for (int axis : tensor.shape()) {
                shape.add(axis);
            }
            long end = offset + tensor.bytes();
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
            tensor.put(bytes);
        }
        AtomicFile.write(file, AtomicFile.Existing.REPLACE, bytes.array());
    }

    /**
     * Reads a file whole.
     *
     * @throws IOException also when the file is damaged, cut off, or holds other than float32 and
     *     float64
     */
    public static Safetensors read(Path file) throws IOException {
        return SafetensorsReader.read(file);
    }

    /**
     * Reads what a file holds.
     *
     * @param name of the file, for errors
     */
    public static Safetensors read(String name, byte[] content) throws IOException {
        return new SafetensorsReader(name).read(content);
    }
}
