package merpo.benchmarks.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The measurements as a person reads them: a line per cell, best rounds and Java's ratios. */
public final class SteppingTable {
    private static final String ROW = "%-22s %11s %7s %9s %9s %9s %9s %7s %7s %7s  %s";

    private SteppingTable() {}

    /** What stands above the lines. */
    public static String header() {
        return ROW.formatted(
                        "environment",
                        "simulations",
                        "threads",
                        "C",
                        "Java",
                        "Gymnasium",
                        "EnvPool",
                        "Java/C",
                        "/Gym",
                        "/EnvP",
                        "target")
                .stripTrailing();
    }

    /** One line. */
    public static String line(Cell cell, List<Measurement> all) {
        return ROW.formatted(
                        cell.problem().environment(),
                        cell.simulations(),
                        cell.threads(),
                        rate(all, cell, NativeContender.NAME),
                        rate(all, cell, JavaContender.NAME),
                        rate(all, cell, PythonContender.GYMNASIUM),
                        rate(all, cell, PythonContender.ENVPOOL),
                        ratio(all, cell, NativeContender.NAME),
                        ratio(all, cell, PythonContender.GYMNASIUM),
                        ratio(all, cell, PythonContender.ENVPOOL),
                        Target.verdict(cell, all))
                .stripTrailing();
    }

    /** What a reader must know beside the numbers. */
    public static List<String> notes(int rounds, double seconds) {
        return List.of(
                "Environment steps per second of all simulations together, the best of %d interleaved rounds of %s s."
                        .formatted(rounds, seconds),
                "C steps and resets through mjb_step, without observations and rewards; Java is a virtual machine per line.",
                "Gymnasium, one simulation: make. Several and one thread: SyncVectorEnv. Several threads: the faster of",
                "SyncVectorEnv and AsyncVectorEnv, which starts a process per simulation. EnvPool: synchronous.",
                "A step in which a library only resets an ended episode does not count. More threads than simulations",
                "are not measured: there is nothing to share.");
    }

    /** One sentence per reason why something is missing. */
    public static List<String> failures(List<Measurement> all) {
        return all.stream()
                .filter(Measurement::failed)
                .collect(
                        Collectors.groupingBy(
                                m -> m.contender() + ": " + m.failure(),
                                java.util.LinkedHashMap::new,
                                Collectors.counting()))
                .entrySet()
                .stream()
                .map(e -> e.getKey() + (e.getValue() == 1 ? "" : " (" + e.getValue() + " times)"))
                .toList();
    }

    private static String rate(List<Measurement> all, Cell cell, String contender) {
        OptionalDouble best =
                Measurement.fastest(all, cell, contender)
                        .map(Measurement::best)
                        .orElse(OptionalDouble.empty());
        return best.isEmpty() ? "-" : String.format(Locale.ROOT, "%.0f", best.getAsDouble());
    }

    private static String ratio(List<Measurement> all, Cell cell, String contender) {
        return Target.ratio(all, cell, contender)
                .map(ratio -> String.format(Locale.ROOT, "%.3f", ratio))
                .orElse("-");
    }
}
