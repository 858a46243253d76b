package merpo.datagen.convert;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** NumPy's array files (.npy, versions 1 to 3): plain arrays in little-endian row-major order. */
final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final int ALIGNMENT = 64;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");

    private Npy() {}

    /**
     * What comes before the numbers.
     *
     * @param type as NumPy writes it, {@code <f4}
     * @param bytes of one number
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Header(String type, int[] shape, int bytes) {
        RowFile.Claim claim(String path) {
            List<Long> sizes = Arrays.stream(shape).mapToObj(size -> (long) size).toList();
            return new RowFile.Claim(path, sizes, bytes);
        }

        double numbers() {
            return Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b);
        }
    }

    static ForeignArray read(Path path) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return read(in, path.getFileName().toString(), Files.size(path));
        }
    }

    /**
     * Reads a whole array.
     *
     * @param bytes of the file
     */
    static ForeignArray read(InputStream in, String name, long bytes) throws IOException {
        Header header = header(in, name, bytes);
        double size = header.numbers() * header.bytes();
        ByteBuffer data = bytes(in, (int) size, name);
        return new ForeignArray(
                name, header.shape(), decode(header.type(), (int) header.numbers(), data));
    }

    /** Reads what comes before the numbers, and holds it against the size of the file. */
    static Header header(InputStream in, String name, long bytes) throws IOException {
        ByteBuffer start = bytes(in, 10, name);
        byte[] magic = new byte[MAGIC.length];
        start.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no .npy file: it does not begin with \\x93NUMPY");
        }
        int version = start.get();
        start.get();
        int length = start.getShort() & 0xFFFF;
        if (version > 1) { // four bytes of length
            length |= (bytes(in, 2, name).getShort() & 0xFFFF) << 16;
        }
        if (version < 1 || version > 3 || length < 0 || length > LONGEST_HEADER) {
            throw new IllegalArgumentException(
                    "\"%s\": version %d, header of %d bytes: damaged"
                            .formatted(name, version, length));
        }
        String text = StandardCharsets.UTF_8.decode(bytes(in, length, name)).toString();
        return header(text, name, bytes - (version == 1 ? 10 : 12) - length);
    }

    private static Header header(String text, String name, long left) {
        String type = field(TYPE, text, name);
        if (field(ORDER, text, name).equals("True")) {
            throw new IllegalArgumentException(
                    "\"%s\" is in column order; save it as numpy.ascontiguousarray"
                            .formatted(name));
        }
        int[] shape =
                Arrays.stream(field(SHAPE, text, name).split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .mapToInt(Integer::parseInt)
                        .toArray();
        Header header = new Header(type, shape, size(type, name));
        double size = header.numbers() * header.bytes();
        if (size != left) {
            throw new IllegalArgumentException(
                    "\"%s\" says shape %s of %s, but %d bytes follow: it is cut off or damaged"
                            .formatted(name, Arrays.toString(shape), type, left));
        }
        if (header.numbers() < 1 || size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "\"%s\" has the shape %s, must have rows, and at most 2 GiB"
                            .formatted(name, Arrays.toString(shape)));
        }
        return header;
    }

    private static String field(Pattern pattern, String header, String name) {
        Matcher found = pattern.matcher(header);
        if (!found.find()) {
            throw new IllegalArgumentException(
                    "\"%s\": its header is %s, must name descr, fortran_order and shape"
                            .formatted(name, header.strip()));
        }
        return found.group(1);
    }

    private static int size(String type, String name) {
        return switch (type) {
            case "<f8", "<i8" -> 8;
            case "<f4", "<i4" -> 4;
            case "|b1", "|u1", "|i1" -> 1;
            default ->
                    throw new IllegalArgumentException(
                            "\"%s\" has the type %s, must be <f4, <f8, <i4, <i8, |b1 or |u1%s"
                                    .formatted(
                                            name,
                                            type,
                                            type.contains("O")
                                                    ? ": objects are Python pickles. Save plain arrays"
                                                    : ""));
        };
    }

    private static Object decode(String type, int elements, ByteBuffer data) {
        switch (type) {
            case "<f8" -> {
                double[] values = new double[elements];
                data.asDoubleBuffer().get(values);
                return values;
            }
            case "<f4" -> {
                float[] values = new float[elements];
                data.asFloatBuffer().get(values);
                return values;
            }
            case "<i8" -> {
                long[] values = new long[elements];
                data.asLongBuffer().get(values);
                return values;
            }
            case "<i4" -> {
                int[] values = new int[elements];
                data.asIntBuffer().get(values);
                return values;
            }
            default -> {
                byte[] values = new byte[elements];
                data.get(values);
                return values;
            }
        }
    }

    private static ByteBuffer bytes(InputStream in, int length, String name) throws IOException {
        byte[] bytes = new byte[length];
        int read = in.readNBytes(bytes, 0, length);
        if (read < length) {
            throw new IllegalArgumentException(
                    "\"%s\" is cut off: %d bytes are missing".formatted(name, length - read));
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static void write(OutputStream to, float[] values, int... shape) throws IOException {
        head(to, "<f4", shape);
        ByteBuffer block = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < values.length; at += block.capacity() / Float.BYTES) {
            int count = Math.min(block.capacity() / Float.BYTES, values.length - at);
            block.clear().asFloatBuffer().put(values, at, count);
            to.write(block.array(), 0, count * Float.BYTES);
        }
    }

    static void write(OutputStream to, boolean[] values) throws IOException {
        head(to, "|b1", values.length);
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        to.write(bytes);
    }

    private static void head(OutputStream to, String type, int... shape) throws IOException {
        String sizes =
                Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        String header =
                "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }"
                        .formatted(type, sizes, shape.length == 1 ? "," : "");
        int unpadded = MAGIC.length + 4 + header.length() + 1;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        int length = header.length() + padding + 1;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(MAGIC);
        bytes.write(new byte[] {1, 0, (byte) length, (byte) (length >> 8)});
        bytes.write((header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
        to.write(bytes.toByteArray());
    }
}
