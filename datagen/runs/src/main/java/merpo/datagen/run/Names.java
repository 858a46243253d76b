package merpo.datagen.run;

import java.util.Collection;
import java.util.List;
import merpo.envs.Spelling;

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

    /** As part of a message: {@code . Did you mean "x"?}, or nothing. */
    public static String suggestion(String name, Collection<String> known) {
        return Spelling.nearest(name, known)
                .map(near -> ". Did you mean \"" + near + "\"?")
                .orElse("");
    }
}
