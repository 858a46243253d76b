package merpo.benchmarks.watch;

import java.util.Locale;

/** Numbers in few characters. */
final class Shown {
    private Shown() {}

    /** Four significant digits, in at most ten characters. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-3 || size >= 1e7)) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        int decimals = size < 1 ? 4 : Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** {@code 42 s}, {@code 7 min 05 s}, {@code 3 h 20 min}, {@code 2 d 4 h}. */
    static String duration(double seconds) {
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        if (s < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60);
        }
        if (s < 86_400) {
            return String.format(Locale.ROOT, "%d h %02d min", s / 3600, s / 60 % 60);
        }
        return String.format(Locale.ROOT, "%d d %d h", s / 86_400, s / 3600 % 24);
    }
}
