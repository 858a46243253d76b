package merpo.datagen.storage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a safetensors file and trusts nothing it says: what is not exactly as the format has it is
 * a damaged file, whatever made it so.
 */
final class SafetensorsReader {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private static final int LARGEST_HEADER = 1 << 24;
    private static final int LARGEST_FILE = Integer.MAX_VALUE - 8;

    private final String file;

    SafetensorsReader(String file) {
        this.file = file;
    }

    /** Where the numbers of one tensor lie, in bytes after the header. */
    private record Place(String name, boolean isDouble, long begin, long end) {
        int numbers() {
            return (int) (end - begin) / (isDouble ? Double.BYTES : Float.BYTES);
        }
    }

    static Safetensors read(Path file) throws IOException {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException(
                    "%s has %d bytes, must have at most %d to be read whole"
                            .formatted(file, Files.size(file), LARGEST_FILE));
        }
        return new SafetensorsReader(file.toString()).read(Files.readAllBytes(file));
    }

    Safetensors read(byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        try {
            JsonNode header = header(bytes);
            return new Safetensors(tensors(header, bytes.slice()), metadata(header));
        } catch (JsonProcessingException e) {
            throw damaged("its header is not JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw damaged(e.getMessage(), e);
        }
    }

    /** The header; the buffer then stands at the first number. */
    private static JsonNode header(ByteBuffer bytes) throws IOException {
        require(bytes.limit() >= 8, "it has only " + bytes.limit() + " bytes");
        long length = bytes.getLong();
        require(
                length >= 2 && length <= Math.min(LARGEST_HEADER, bytes.remaining()),
                "its header would have " + length + " bytes");
        byte[] text = new byte[(int) length];
        bytes.get(text);
        try (JsonParser parser =
                JSON.getFactory().createParser(new String(text, StandardCharsets.UTF_8))) {
            JsonNode header = JSON.readTree(parser);
            require(header != null && header.isObject(), "its header is not a JSON object");
            require(parser.nextToken() == null, "its header goes on after the JSON object");
            return header;
        }
    }

    private static SortedMap<String, String> metadata(JsonNode header) {
        SortedMap<String, String> metadata = new TreeMap<>();
        JsonNode node = header.path(Safetensors.METADATA);
        require(node.isMissingNode() || node.isObject(), "its metadata are not a JSON object");
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            require(
                    entry.getValue().isTextual(),
                    "metadata \"%s\" is %s, must be a text"
                            .formatted(entry.getKey(), entry.getValue()));
            metadata.put(entry.getKey(), entry.getValue().asText());
        }
        return metadata;
    }

    private static SortedMap<String, Safetensors.Tensor> tensors(
            JsonNode header, ByteBuffer bytes) {
        List<Place> places =
                header.properties().stream()
                        .filter(entry -> !entry.getKey().equals(Safetensors.METADATA))
                        .map(entry -> place(entry.getKey(), entry.getValue()))
                        .sorted(
                                Comparator.comparingLong(Place::begin)
                                        .thenComparingLong(Place::end))
                        .toList();
        requireEveryByteOnce(places, bytes.limit());
        SortedMap<String, Safetensors.Tensor> tensors = new TreeMap<>();
        for (Place place : places) {
            ByteBuffer numbers =
                    bytes.slice((int) place.begin(), (int) (place.end() - place.begin()))
                            .order(ByteOrder.LITTLE_ENDIAN);
            try {
                int[] shape = shape(header.path(place.name()).path("shape"));
                tensors.put(place.name(), tensor(place, shape, numbers));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(named(place.name()) + e.getMessage(), e);
            }
        }
        return tensors;
    }

    private static Safetensors.Tensor tensor(Place place, int[] shape, ByteBuffer numbers) {
        if (place.isDouble()) {
            double[] values = new double[place.numbers()];
            numbers.asDoubleBuffer().get(values);
            return Safetensors.Tensor.of(values, shape);
        }
        float[] values = new float[place.numbers()];
        numbers.asFloatBuffer().get(values);
        return Safetensors.Tensor.of(values, shape);
    }

    private static Place place(String name, JsonNode node) {
        JsonNode dtype = node.path("dtype");
        boolean isDouble = dtype.asText().equals(Safetensors.Doubles.DTYPE);
        require(
                isDouble || dtype.asText().equals(Safetensors.Floats.DTYPE),
                named(name)
                        + (dtype.isMissingNode()
                                ? "it has no dtype"
                                : "dtype is " + dtype + ", must be \"F32\" or \"F64\""));
        JsonNode offsets = node.path("data_offsets");
        require(
                offsets.size() == 2
                        && offsets.get(0).canConvertToExactIntegral()
                        && offsets.get(0).canConvertToLong()
                        && offsets.get(1).canConvertToExactIntegral()
                        && offsets.get(1).canConvertToLong(),
                named(name) + "data_offsets are not two whole numbers");
        Place place = new Place(name, isDouble, offsets.get(0).asLong(), offsets.get(1).asLong());
        require(
                place.begin() >= 0
                        && place.end() >= place.begin()
                        && (place.end() - place.begin()) % (isDouble ? Double.BYTES : Float.BYTES)
                                == 0,
                named(name) + "no numbers can lie at " + offsets);
        return place;
    }

    /** The format allows no holes, no overlaps and nothing behind the last number. */
    private static void requireEveryByteOnce(List<Place> places, int size) {
        long at = 0;
        for (Place place : places) {
            require(
                    place.begin() == at && place.end() <= size,
                    "%sits numbers lie at [%d, %d), expected from %d on and before %d"
                            .formatted(named(place.name()), place.begin(), place.end(), at, size));
            at = place.end();
        }
        require(at == size, "it has %d bytes of numbers, expected %d".formatted(size, at));
    }

    private static int[] shape(JsonNode node) {
        require(node.isArray(), "it has no shape");
        int[] shape = new int[node.size()];
        for (int i = 0; i < shape.length; i++) {
            JsonNode axis = node.get(i);
            require(
                    axis.canConvertToExactIntegral() && axis.canConvertToInt(),
                    "shape is " + node + ", must be whole numbers");
            shape[i] = axis.asInt();
        }
        return shape;
    }

    private static String named(String name) {
        return "tensor \"" + name + "\": ";
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private IOException damaged(String reason, Exception cause) {
        return new IOException(
                "%s is not a whole safetensors file: %s. Make it again, or take it from a backup"
                        .formatted(file, reason),
                cause);
    }
}
