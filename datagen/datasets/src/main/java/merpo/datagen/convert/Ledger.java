package merpo.datagen.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What an import decides on its way, in words, and what it could not find out. */
final class Ledger {
    private final List<String> notes = new ArrayList<>();
    private final TreeSet<String> unknown = new TreeSet<>();

    void note(String words, Object... values) {
        notes.add(String.format(Locale.ROOT, words, values));
    }

    /** Notes only if something was counted. */
    void count(long count, String words) {
        if (count > 0) {
            note("%d %s", count, words);
        }
    }

    /** An attribute, or the path of an array, that holds a placeholder. */
    void unknown(String name) {
        unknown.add(name);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    List<String> unknown() {
        return List.copyOf(unknown);
    }
}
