package merpo.benchmarks.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Several values of one option in one word, parted by commas. */
final class Values {
    private Values() {}

    /**
     * The values; commas within brackets, braces and quotes are theirs: {@code {kind: fixed, value:
     * 5},{kind: fixed, value: 1}} has two.
     *
     * @param option for messages
     * @throws IllegalArgumentException for an empty one, and one that is there twice
     */
    static List<String> of(String option, String text) {
        List<String> values = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            boolean end = i == text.length() || (c == ',' && depth == 0 && quote == 0);
            if (end) {
                values.add(text.substring(from, i).strip());
                from = i + 1;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else {
                depth += "[{".indexOf(c) >= 0 ? 1 : "]}".indexOf(c) >= 0 ? -1 : 0;
            }
        }
        require(option, text, values);
        return List.copyOf(values);
    }

    private static void require(String option, String text, List<String> values) {
        Set<String> once = new TreeSet<>();
        for (String value : values) {
            if (value.isEmpty() || !once.add(value)) {
                throw new IllegalArgumentException(
                        "%s is \"%s\": %s. Give each value once, parted by commas"
                                .formatted(
                                        option,
                                        text,
                                        value.isEmpty()
                                                ? "one of its values is empty"
                                                : value + " is there twice"));
            }
        }
    }
}
