package merpo.benchmarks.bench.stepping;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import merpo.benchmarks.bench.Bench;
import merpo.benchmarks.bench.Column;
import merpo.benchmarks.bench.Contender;

/** Environment steps per second of all simulations together. */
public final class SteppingBench {
    private SteppingBench() {}

    /**
     * The comparison; {@code c}, {@code gymnasium} and {@code envpool} may be left out.
     *
     * @param directory where peers work
     */
    public static Bench<Cell> of(Path directory, Set<String> without, int rounds, double seconds) {
        return of(
                Stream.of(
                                new NativeContender(directory),
                                new JavaContender(directory),
                                PythonContender.gymnasium(directory),
                                PythonContender.envpool(directory))
                        .filter(contender -> !without.contains(contender.name()))
                        .toList(),
                rounds,
                seconds);
    }

    static Bench<Cell> of(List<? extends Contender<Cell>> contenders, int rounds, double seconds) {
        return new Bench<>(
                "stepping",
                List.of("environment", "simulations", "threads"),
                JavaContender.NAME,
                contenders,
                List.of(
                        new Column<>("mode", (m, all) -> m.mode()),
                        Column.best("best_steps_per_s"),
                        Column.median("median_steps_per_s"),
                        Column.rounds("rounds_steps_per_s")),
                List.of(),
                rounds,
                seconds);
    }

    /** What else is known of ours. */
    public static Map<String, Object> facts(List<Endurance> endurances) {
        return Map.of("endurance", endurances.stream().map(SteppingBench::row).toList());
    }

    private static Map<String, Object> row(Endurance endurance) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("environment", endurance.cell().problem().environment());
        row.put("simulations", endurance.cell().simulations());
        row.put("threads", endurance.cell().threads());
        row.put("steps", endurance.steps());
        row.put("allocated_bytes", endurance.allocated());
        row.put("resident_bytes_before", endurance.residentBefore());
        row.put("resident_bytes_after", endurance.residentAfter());
        return row;
    }

    /** What a reader must know beside the numbers. */
    public static List<String> notes(Bench<Cell> bench) {
        return List.of(
                "Environment steps per second of all simulations together, the best of %d interleaved rounds of %s s."
                        .formatted(bench.rounds(), bench.seconds()),
                "c steps and resets through mjb_step, without observations and rewards; java is a virtual machine per line.",
                "gymnasium, one simulation: make. Several and one thread: SyncVectorEnv. Several threads: the faster of",
                "SyncVectorEnv and AsyncVectorEnv, which starts a process per simulation. envpool: synchronous.",
                "/c and the others: java over it. A step in which a library only resets an ended episode does not count.",
                "More threads than simulations are not measured: there is nothing to share.");
    }
}
