package merpo.datagen.inspect;

import java.util.Locale;

/**
 * The outcome of one check.
 *
 * @param check what was looked at, a few words
 * @param detail the numbers behind the outcome
 */
public record Verdict(String check, Outcome outcome, String detail) {
    /** How a check ended. */
    public enum Outcome {
        /** It holds. */
        PASS,
        /** It does not. */
        FAIL,
        /** It could not be looked at. */
        SKIPPED;

        /** As reports say it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Verdict of(String check, boolean good, String detail) {
        return new Verdict(check, good ? Outcome.PASS : Outcome.FAIL, detail);
    }

    static Verdict skipped(String check, String reason) {
        return new Verdict(check, Outcome.SKIPPED, reason);
    }
}
