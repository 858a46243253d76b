package merpo.benchmarks.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What Java is to reach.
 *
 * @param contender against whom
 * @param factor Java's rate over the contender's, at least
 */
record Target(String contender, double factor) {
    /** The targets of a cell; none are set between the smallest and the largest. */
    static List<Target> of(Cell cell) {
        if (cell.simulations() == 32 && cell.threads() == 2) {
            return List.of(
                    new Target(NativeContender.NAME, 0.95),
                    new Target(PythonContender.ENVPOOL, 1.3),
                    new Target(PythonContender.GYMNASIUM, 2.5));
        }
        if (cell.simulations() == 1 && cell.threads() == 1) {
            return List.of(
                    new Target(NativeContender.NAME, 0.9),
                    new Target(PythonContender.GYMNASIUM, 1.4));
        }
        return List.of();
    }

    /** In words: "reached", "missed: ...", "unknown: ..."; empty without targets. */
    static String verdict(Cell cell, List<Measurement> all) {
        StringBuilder missed = new StringBuilder();
        StringBuilder unknown = new StringBuilder();
        for (Target target : of(cell)) {
            Optional<Double> ratio = ratio(all, cell, target.contender);
            if (ratio.isEmpty()) {
                unknown.append(unknown.isEmpty() ? "" : ", ").append(target.contender);
            } else if (ratio.get() < target.factor) {
                missed.append(missed.isEmpty() ? "" : ", ")
                        .append(
                                String.format(
                                        Locale.ROOT,
                                        "%.3f < %s x %s",
                                        ratio.get(),
                                        target.factor,
                                        target.contender));
            }
        }
        if (!missed.isEmpty()) {
            return "missed: " + missed;
        }
        if (!unknown.isEmpty()) {
            return "unknown: without " + unknown;
        }
        return of(cell).isEmpty() ? "" : "reached";
    }

    /** Best of Java over best of the contender; empty where one of them is missing. */
    static Optional<Double> ratio(List<Measurement> all, Cell cell, String contender) {
        Optional<Measurement> java = Measurement.fastest(all, cell, JavaContender.NAME);
        Optional<Measurement> other = Measurement.fastest(all, cell, contender);
        return java.isEmpty() || other.isEmpty()
                ? Optional.empty()
                : Optional.of(java.get().best().orElseThrow() / other.get().best().orElseThrow());
    }
}
