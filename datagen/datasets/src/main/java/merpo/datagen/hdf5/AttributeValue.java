package merpo.datagen.hdf5;

import java.util.List;

/** A root attribute of a dataset file: these types and no others. */
public sealed interface AttributeValue {
    /** Variable-length UTF-8. */
    record Text(String value) implements AttributeValue {
        public Text {
            requireWithoutNul(value);
        }
    }

    /** i64. */
    record Whole(long value) implements AttributeValue {}

    /** f64, finite. */
    record Real(double value) implements AttributeValue {
        public Real {
            requireFinite(value);
        }
    }

    /** Texts, at least one. */
    record Texts(List<String> values) implements AttributeValue {
        public Texts {
            values = List.copyOf(values);
            requireSome(values);
            values.forEach(AttributeValue::requireWithoutNul);
        }
    }

    /** i64[], at least one. */
    record Wholes(List<Long> values) implements AttributeValue {
        public Wholes {
            values = List.copyOf(values);
            requireSome(values);
        }
    }

    /** f64[], finite, at least one. */
    record Reals(List<Double> values) implements AttributeValue {
        public Reals {
            values = List.copyOf(values);
            requireSome(values);
            values.forEach(AttributeValue::requireFinite);
        }
    }

    private static void requireSome(List<?> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(
                    "a list attribute is empty, must have a value: leave the attribute out");
        }
    }

    private static void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "an attribute is " + value + ", must be finite: leave out what is unknown");
        }
    }

    private static void requireWithoutNul(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "a text attribute has a NUL at "
                            + value.indexOf('\0')
                            + ", which ends it in C");
        }
    }
}
