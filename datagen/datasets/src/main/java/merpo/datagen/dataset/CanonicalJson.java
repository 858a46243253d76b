package merpo.datagen.dataset;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import merpo.datagen.hdf5.AttributeValue;

/**
 * Attributes as JSON with one spelling only: RFC 8785 (sorted keys, no white space, numbers as
 * ECMAScript prints them), except that an i64 keeps all its digits.
 */
final class CanonicalJson {
    private CanonicalJson() {}

    static String of(Attributes attributes) {
        return attributes.asMap().entrySet().stream()
                .map(CanonicalJson::member)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String member(Map.Entry<String, AttributeValue> entry) {
        return text(entry.getKey()) + ":" + value(entry.getValue());
    }

    private static String value(AttributeValue value) {
        if (value instanceof AttributeValue.Text text) {
            return text(text.value());
        } else if (value instanceof AttributeValue.Whole whole) {
            return Long.toString(whole.value());
        } else if (value instanceof AttributeValue.Real real) {
            return number(real.value());
        } else if (value instanceof AttributeValue.Texts texts) {
            return array(texts.values(), CanonicalJson::text);
        } else if (value instanceof AttributeValue.Wholes wholes) {
            return array(wholes.values(), whole -> Long.toString(whole));
        } else if (value instanceof AttributeValue.Reals reals) {
            return array(reals.values(), CanonicalJson::number);
        }
        throw new IllegalStateException("no JSON for " + value);
    }

    private static <T> String array(List<T> values, Function<T, String> print) {
        return values.stream().map(print).collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(String value) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    /** ECMAScript's Number::toString of a finite double. */
    static String number(double value) {
        if (value == 0) {
            return "0"; // also -0
        }
        if (value < 0) {
            return "-" + number(-value);
        }
        BigDecimal shortest = shortest(value).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int count = digits.length();
        int point = count - shortest.scale(); // value = 0.digits x 10^point
        if (count <= point && point <= 21) {
            return digits + "0".repeat(point - count);
        } else if (0 < point && point <= 21) {
            return digits.substring(0, point) + "." + digits.substring(point);
        } else if (-6 < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        String exponent = (point > 0 ? "e+" : "e-") + Math.abs(point - 1);
        return digits.charAt(0) + (count == 1 ? "" : "." + digits.substring(1)) + exponent;
    }

    /**
     * The fewest digits that read back as {@code value}, the closest of those. Double.toString
     * gives too many digits before JDK 19.
     */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < 17; digits++) {
            BigDecimal near = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
            if (near.doubleValue() == value) {
                return near;
            } else if (above.doubleValue() == value) { // below a power of two the gap is smaller
                return above;
            }
        }
        return exact.round(new MathContext(17, RoundingMode.HALF_EVEN));
    }
}
