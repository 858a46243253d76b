package merpo.envs;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that a misspelt one most likely meant, if any is near enough to be a guess. */
public final class Spelling {
    private static final int LETTERS_PER_SLIP = 3;

    private Spelling() {}

    /**
     * The nearest name, in whatever case it was typed: one slip of the fingers for every three
     * letters that both have, at least one; or else the first that begins with what was typed. Of
     * paths such as {@code a.b.c} the part that is right is not counted.
     */
    public static Optional<String> nearest(String typed, Collection<String> known) {
        String name = lower(typed);
        Optional<String> near =
                known.stream()
                        .filter(candidate -> near(name, lower(candidate)))
                        .min(Comparator.comparingInt(candidate -> slips(name, lower(candidate))));
        return near.isPresent() || name.length() < LETTERS_PER_SLIP
                ? near
                : known.stream().filter(candidate -> lower(candidate).startsWith(name)).findFirst();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean near(String name, String candidate) {
        int same = 0;
        for (int i = 0; i < Math.min(name.length(), candidate.length()); i++) {
            if (name.charAt(i) != candidate.charAt(i)) {
                break;
            }
            same = name.charAt(i) == '.' ? i + 1 : same;
        }
        int letters = Math.min(name.length(), candidate.length()) - same;
        return letters > 1 && slips(name, candidate) <= Math.max(1, letters / LETTERS_PER_SLIP);
    }

    /** Letters that are missing, too many, wrong, or two that changed places. */
    static int slips(String a, String b) {
        int[][] least = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    least[i][j] = i + j;
                    continue;
                }
                int wrong = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int slips = Math.min(least[i - 1][j], least[i][j - 1]) + 1;
                slips = Math.min(slips, least[i - 1][j - 1] + wrong);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    slips = Math.min(slips, least[i - 2][j - 2] + 1);
                }
                least[i][j] = slips;
            }
        }
        return least[a.length()][b.length()];
    }
}
