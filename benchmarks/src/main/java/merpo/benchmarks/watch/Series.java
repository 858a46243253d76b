package merpo.benchmarks.watch;

import java.util.List;

/**
 * One quantity in the order in which it was measured.
 *
 * @param values may hold not-a-numbers and infinities
 */
record Series(String name, List<Double> values) {
    Series {
        values = List.copyOf(values);
    }

    /** The newest value; not-a-number when there is none. */
    double last() {
        return values.isEmpty() ? Double.NaN : values.get(values.size() - 1);
    }

    /** The curve in at most {@code width} characters. */
    String sparkline(int width) {
        return Sparkline.of(values.stream().mapToDouble(Double::doubleValue).toArray(), width);
    }
}
