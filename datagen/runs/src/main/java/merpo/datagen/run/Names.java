package merpo.datagen.run;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Names within sentences: in a row, or the known one that a misspelt one most likely meant. */
public final class Names {
    private Names() {}

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    public static String listed(Collection<String> names) {
        List<String> all = List.copyOf(names);
        int last = all.size() - 1;
        return last < 1
                ? String.join("", all)
                : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
    }

    /** The nearest name, unless it is farther away than half of its letters. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(
                        candidate ->
                                distance(name, candidate) <= Math.max(1, candidate.length() / 2));
    }

    /** As part of a message: {@code . Did you mean "x"?}, or nothing. */
    public static String suggestion(String name, Collection<String> known) {
        return nearest(name, known).map(near -> ". Did you mean \"" + near + "\"?").orElse("");
    }

    /** Levenshtein's: insertions, deletions and replacements of single letters. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
