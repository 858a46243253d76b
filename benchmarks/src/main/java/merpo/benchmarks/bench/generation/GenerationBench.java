package merpo.benchmarks.bench.generation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import merpo.benchmarks.bench.Bench;
import merpo.benchmarks.bench.Column;

/** Rows per second of {@code generate}, all included, beside environment steps per second. */
public final class GenerationBench {
    private static final double SECONDS = 2; // of stepping

    private GenerationBench() {}

    /**
     * The comparison.
     *
     * @param program name of the class that reads merpo's arguments
     * @param rows of each file
     * @param folder for files and peers
     */
    public static Bench<Making> of(String program, int rows, Path folder, int rounds) {
        return new Bench<>(
                "generation",
                List.of("environment", "threads"),
                GenerateCommands.NAME,
                List.of(new GenerateCommands(program, rows, folder), new SteppingAlone(folder)),
                List.of(
                        Column.best("best_rows_per_s"),
                        Column.median("median_rows_per_s"),
                        Column.rounds("rounds_rows_per_s")),
                List.of(),
                rounds,
                SECONDS);
    }

    /** All combinations. */
    public static List<Making> works(List<String> environments, List<Integer> threads) {
        List<Making> works = new ArrayList<>();
        for (String environment : environments) {
            threads.forEach(count -> works.add(new Making(environment, count)));
        }
        return works;
    }

    /** What else is known of ours. */
    public static Map<String, Object> facts(int rows) {
        return Map.of("rows", rows);
    }

    /** What a reader must know beside the numbers. */
    public static List<String> notes(int rows, int rounds) {
        return List.of(
                "Rows per second, the best of %d interleaved rounds; each row is an environment step."
                        .formatted(rounds),
                "generate: the whole command for %,d rows of the medium policy, from the start of its virtual machine"
                        .formatted(rows),
                "until its file is written, read back, compared and forced to the disk.",
                "stepping: our vector environment alone, 64 simulations, warm, with actions drawn beforehand.");
    }
}
