package merpo.datagen.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Counts of numbers in bins of equal width.
 *
 * @param low where the first bin begins
 * @param high where the last one ends, inclusive
 * @param counts one per bin
 */
public record Histogram(double low, double high, List<Integer> counts) {
    private static final int LONGEST_BAR = 40;
    private static final int MOST_BINS = 20;

    public Histogram {
        counts = List.copyOf(counts);
    }

    /** Bins by Sturges's rule, at most 20; one bin where all numbers are equal. */
    public static Histogram of(double[] values) {
        double low = Arrays.stream(values).min().orElseThrow();
        double high = Arrays.stream(values).max().orElseThrow();
        int wanted = (int) Math.ceil(Math.log(values.length) / Math.log(2)) + 1;
        int bins = high > low ? Math.min(MOST_BINS, wanted) : 1;
        int[] counts = new int[bins];
        for (double value : values) {
            int bin = high > low ? (int) ((value - low) / (high - low) * bins) : 0;
            counts[Math.min(bin, bins - 1)]++;
        }
        return new Histogram(low, high, Arrays.stream(counts).boxed().toList());
    }

    /** Where a bin begins; bin {@code counts.size()} is where the last one ends. */
    public double edge(int bin) {
        return low + (high - low) * bin / counts.size();
    }

    /** One line per bin: where it begins and ends, a bar, its count. */
    public List<String> lines() {
        int most = counts.stream().mapToInt(Integer::intValue).max().orElse(1);
        List<String> lines = new ArrayList<>();
        for (int bin = 0; bin < counts.size(); bin++) {
            int count = counts.get(bin);
            int bar = (int) Math.ceil((double) count * LONGEST_BAR / most);
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%12.3f .. %-12.3f %-" + LONGEST_BAR + "s %d",
                            edge(bin),
                            edge(bin + 1),
                            "#".repeat(bar),
                            count));
        }
        return lines;
    }
}
