package merpo.benchmarks.watch;

import java.util.Arrays;

/** A curve in one line of text, of eight heights between its least and its greatest value. */
final class Sparkline {
    static final char NOT_FINITE = '\u00d7'; // a cross

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final char LEVEL = BLOCKS.charAt(3);

    private Sparkline() {}

    /**
     * One character per value, or, of more values than fit, one per group of neighbours: their
     * mean, or a cross when one of them is no finite number.
     */
    static String of(double[] values, int width) {
        double[] shown = means(values, Math.min(values.length, Math.max(0, width)));
        double least = Arrays.stream(shown).filter(Double::isFinite).min().orElse(0);
        double most = Arrays.stream(shown).filter(Double::isFinite).max().orElse(0);
        StringBuilder line = new StringBuilder(shown.length);
        for (double value : shown) {
            line.append(block(value, least, most));
        }
        return line.toString();
    }

    private static char block(double value, double least, double most) {
        if (!Double.isFinite(value)) {
            return NOT_FINITE;
        }
        if (least == most) {
            return LEVEL;
        }
        double height = (value / 2 - least / 2) / (most / 2 - least / 2); // halves do not overflow
        return BLOCKS.charAt((int) Math.min(BLOCKS.length() - 1, height * BLOCKS.length()));
    }

    private static double[] means(double[] values, int groups) {
        double[] means = new double[groups];
        for (int g = 0; g < groups; g++) {
            int from = (int) ((long) g * values.length / groups);
            int to = (int) ((long) (g + 1) * values.length / groups);
            for (int i = from; i < to; i++) {
                means[g] += values[i] / (to - from);
            }
        }
        return means;
    }
}
