package merpo.datagen.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Aclose;
import static org.bytedeco.hdf5.global.hdf5.H5Acreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Aget_name;
import static org.bytedeco.hdf5.global.hdf5.H5Aget_space;
import static org.bytedeco.hdf5.global.hdf5.H5Aget_type;
import static org.bytedeco.hdf5.global.hdf5.H5Aopen_by_idx;
import static org.bytedeco.hdf5.global.hdf5.H5Aread;
import static org.bytedeco.hdf5.global.hdf5.H5Awrite;
import static org.bytedeco.hdf5.global.hdf5.H5O_INFO_NUM_ATTRS;
import static org.bytedeco.hdf5.global.hdf5.H5Oget_info3;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5S_SCALAR;
import static org.bytedeco.hdf5.global.hdf5.H5Screate;
import static org.bytedeco.hdf5.global.hdf5.H5_INDEX_NAME;
import static org.bytedeco.hdf5.global.hdf5.H5_ITER_INC;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.hdf5.H5O_info2_t;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/** Root attributes to and from a file. Only under {@link Hdf5Lock}. */
final class Hdf5Attributes {
    private static final int MOST = 10_000;
    private static final int MOST_NAME_BYTES = 256;

    private Hdf5Attributes() {}

    static void write(Hdf5Id file, String name, AttributeValue value) {
        if (value instanceof AttributeValue.Text text) {
            writeTexts(file, name, List.of(text.value()), true);
        } else if (value instanceof AttributeValue.Texts texts) {
            writeTexts(file, name, texts.values(), false);
        } else if (value instanceof AttributeValue.Whole whole) {
            writeWholes(file, name, List.of(whole.value()), true);
        } else if (value instanceof AttributeValue.Wholes wholes) {
            writeWholes(file, name, wholes.values(), false);
        } else if (value instanceof AttributeValue.Real real) {
            writeReals(file, name, List.of(real.value()), true);
        } else if (value instanceof AttributeValue.Reals reals) {
            writeReals(file, name, reals.values(), false);
        }
    }

    private static void writeTexts(Hdf5Id file, String name, List<String> values, boolean scalar) {
        try (Hdf5Id type = Hdf5Types.text();
                Hdf5Texts texts = Hdf5Texts.of(values)) {
            write(file, name, type, values.size(), scalar, texts.pointer());
        }
    }

    private static void writeWholes(Hdf5Id file, String name, List<Long> values, boolean scalar) {
        try (Hdf5Id type = Hdf5Types.of(ElementType.I64);
                LongPointer data =
                        new LongPointer(values.stream().mapToLong(Long::longValue).toArray())) {
            write(file, name, type, values.size(), scalar, data);
        }
    }

    private static void writeReals(Hdf5Id file, String name, List<Double> values, boolean scalar) {
        try (Hdf5Id type = Hdf5Types.of(ElementType.F64);
                DoublePointer data =
                        new DoublePointer(
                                values.stream().mapToDouble(Double::doubleValue).toArray())) {
            write(file, name, type, values.size(), scalar, data);
        }
    }

    private static void write(
            Hdf5Id file, String name, Hdf5Id type, int count, boolean scalar, Pointer data) {
        try (Hdf5Id space =
                        scalar
                                ? Hdf5Spaces.own(H5Screate(H5S_SCALAR))
                                : Hdf5Spaces.simple(new long[] {count});
                Hdf5Id attribute =
                        Hdf5Id.own(
                                H5Acreate2(
                                        file.id(),
                                        name,
                                        type.id(),
                                        space.id(),
                                        H5P_DEFAULT,
                                        H5P_DEFAULT),
                                id -> H5Aclose(id),
                                "create attribute \"" + name + "\"")) {
            Hdf5.check(H5Awrite(attribute.id(), type.id(), data), "write \"" + name + "\"");
        }
    }

    static SortedMap<String, AttributeValue> read(Hdf5Id file) {
        TreeMap<String, AttributeValue> values = new TreeMap<>();
        long count = count(file);
        for (long i = 0; i < count; i++) {
            try (Hdf5Id attribute =
                    Hdf5Id.own(
                            H5Aopen_by_idx(
                                    file.id(),
                                    ".",
                                    H5_INDEX_NAME,
                                    H5_ITER_INC,
                                    i,
                                    H5P_DEFAULT,
                                    H5P_DEFAULT),
                            id -> H5Aclose(id),
                            "open attribute " + i)) {
                String name = name(attribute, i);
                values.put(name, value(attribute, name));
            }
        }
        return values;
    }

    private static long count(Hdf5Id file) {
        try (H5O_info2_t info = new H5O_info2_t()) {
            Hdf5.check(H5Oget_info3(file.id(), info, H5O_INFO_NUM_ATTRS), "count attributes");
            if (info.num_attrs() > MOST) {
                throw new IllegalArgumentException(
                        "the file has "
                                + info.num_attrs()
                                + " attributes, at most "
                                + MOST
                                + " are read");
            }
            return info.num_attrs();
        }
    }

    private static String name(Hdf5Id attribute, long index) {
        byte[] bytes = new byte[MOST_NAME_BYTES + 1];
        long length = H5Aget_name(attribute.id(), bytes.length, bytes);
        Hdf5.check(length, "read the name of attribute " + index);
        if (length > MOST_NAME_BYTES) {
            throw new IllegalArgumentException(
                    "the name of attribute "
                            + index
                            + " has "
                            + length
                            + " bytes, must have at"
                            + " most "
                            + MOST_NAME_BYTES);
        }
        return new String(bytes, 0, (int) length, StandardCharsets.UTF_8);
    }

    private static AttributeValue value(Hdf5Id attribute, String name) {
        try (Hdf5Id type = Hdf5Types.own(H5Aget_type(attribute.id()));
                Hdf5Id space = Hdf5Spaces.own(H5Aget_space(attribute.id()));
                Hdf5Id text = Hdf5Types.text();
                Hdf5Id whole = Hdf5Types.of(ElementType.I64);
                Hdf5Id real = Hdf5Types.of(ElementType.F64)) {
            long[] dimensions = Hdf5Spaces.dimensions(space);
            if (dimensions.length > 1
                    || (dimensions.length == 1 && (dimensions[0] < 1 || dimensions[0] > 1 << 20))) {
                throw new IllegalArgumentException(
                        "its shape is "
                                + Arrays.toString(dimensions)
                                + ", must be scalar or a short list");
            }
            boolean scalar = dimensions.length == 0;
            int count = scalar ? 1 : (int) dimensions[0];
            if (Hdf5Types.equal(type, text)) {
                List<String> values = Hdf5Texts.read(attribute, text, space, count);
                return scalar
                        ? new AttributeValue.Text(values.get(0))
                        : new AttributeValue.Texts(values);
            } else if (Hdf5Types.equal(type, whole)) {
                List<Long> values = wholes(attribute, whole, count);
                return scalar
                        ? new AttributeValue.Whole(values.get(0))
                        : new AttributeValue.Wholes(values);
            } else if (Hdf5Types.equal(type, real)) {
                List<Double> values = reals(attribute, real, count);
                return scalar
                        ? new AttributeValue.Real(values.get(0))
                        : new AttributeValue.Reals(values);
            }
            throw new IllegalArgumentException(
                    "its type is "
                            + Hdf5Types.describe(type)
                            + ", must be variable-length UTF-8, i64 or f64, little-endian");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("attribute \"" + name + "\": " + e.getMessage(), e);
        }
    }

    private static List<Long> wholes(Hdf5Id attribute, Hdf5Id type, int count) {
        try (LongPointer data = new LongPointer(count)) {
            Hdf5.check(H5Aread(attribute.id(), type.id(), data), "read an attribute");
            List<Long> values = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                values.add(data.get(i));
            }
            return values;
        }
    }

    private static List<Double> reals(Hdf5Id attribute, Hdf5Id type, int count) {
        try (DoublePointer data = new DoublePointer(count)) {
            Hdf5.check(H5Aread(attribute.id(), type.id(), data), "read an attribute");
            List<Double> values = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                values.add(data.get(i));
            }
            return values;
        }
    }
}
