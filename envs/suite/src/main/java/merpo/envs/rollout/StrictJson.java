package merpo.envs.rollout;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Values of one JSON file, exactly as the format has them: finite numbers that are no strings, rows
 * of one width. Anything else is an error with file, line, field and index. Memory grows with what
 * was read, never with what was announced. Each method begins at the value's first token and stops
 * at its last.
 */
final class StrictJson {
    private static final int QUOTED = 40; // characters of a foreign value in a message

    private final Path path;
    private final JsonParser in;

    StrictJson(Path path, JsonParser in) {
        this.path = path;
        this.in = in;
    }

    void object(String place) throws IOException {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw bad(place, "an object", "Put names and values in braces");
        }
    }

    String text(String place) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw bad(place, "a text", "Put it in quotes");
        }
        return in.getText();
    }

    /** A whole number, at least 1. */
    int count(String place) throws IOException {
        double value = number(place);
        if (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE) {
            throw bad(place, "a whole number, at least 1", "Count again");
        }
        return (int) value;
    }

    double number(String place) throws IOException {
        if (in.currentToken() == null || !in.currentToken().isNumeric()) {
            throw bad(place, "a number", "Write one, without quotes");
        }
        double value = in.isNaN() ? Double.NaN : Double.parseDouble(in.getText());
        if (!Double.isFinite(value)) {
            throw bad(place, "finite", "Mend what recorded it");
        }
        return value;
    }

    double[] numbers(String place) throws IOException {
        openList(place);
        return restOfRow(place);
    }

    double[][] rows(String place) throws IOException {
        openList(place);
        return restOfRows(place);
    }

    /** A number, a list or a list of lists, row after row. */
    double[] flattened(String place) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            return new double[] {number(place)};
        }
        openList(place);
        return in.currentToken() == JsonToken.START_ARRAY
                ? Arrays.stream(restOfRows(place)).flatMapToDouble(Arrays::stream).toArray()
                : restOfRow(place);
    }

    boolean[] flags(String place) throws IOException {
        openList(place);
        List<Boolean> flags = new ArrayList<>();
        for (; in.currentToken() != JsonToken.END_ARRAY; in.nextToken()) {
            if (!in.currentToken().isBoolean()) {
                throw bad(place + "[" + flags.size() + "]", "true or false", "Write the word");
            }
            flags.add(in.getBooleanValue());
        }
        boolean[] array = new boolean[flags.size()];
        for (int k = 0; k < array.length; k++) {
            array[k] = flags.get(k);
        }
        return array;
    }

    /** The value at hand is not what the format has at this place. */
    IOException bad(String place, String law, String remedy) throws IOException {
        return new IOException(
                "%s, line %d, %s: %s, must be %s. %s"
                        .formatted(path, line(), place, found(), law, remedy));
    }

    private void openList(String place) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw bad(place, "a list", "Put it in brackets");
        }
        in.nextToken();
    }

    private double[][] restOfRows(String place) throws IOException {
        List<double[]> rows = new ArrayList<>();
        for (; in.currentToken() != JsonToken.END_ARRAY; in.nextToken()) {
            double[] row = numbers(place + "[" + rows.size() + "]");
            int width = rows.isEmpty() ? Math.max(1, row.length) : rows.get(0).length;
            if (row.length != width) {
                throw new IOException(
                        "%s, line %d, %s[%d]: %d numbers, must be %s. Give every row all its numbers"
                                .formatted(
                                        path,
                                        line(),
                                        place,
                                        rows.size(),
                                        row.length,
                                        rows.isEmpty()
                                                ? "at least 1"
                                                : width + " as in " + place + "[0]"));
            }
            rows.add(row);
        }
        return rows.toArray(double[][]::new);
    }

    private double[] restOfRow(String place) throws IOException {
        DoubleStream.Builder row = DoubleStream.builder();
        for (int k = 0; in.currentToken() != JsonToken.END_ARRAY; k++, in.nextToken()) {
            row.add(number(place, k));
        }
        return row.build().toArray();
    }

    private double number(String place, int index) throws IOException {
        JsonToken token = in.currentToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT && !in.isNaN()) {
            double value = Double.parseDouble(in.getText());
            if (Double.isFinite(value)) {
                return value; // nearly always: no text for its place is made
            }
        }
        return number(place + "[" + index + "]");
    }

    private int line() {
        return in.currentTokenLocation().getLineNr();
    }

    private String found() throws IOException {
        JsonToken token = in.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "the text \"" + shortened(in.getText()) + "\"";
            default -> shortened(in.getText());
        };
    }

    private static String shortened(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "...";
    }
}
