package merpo.benchmarks.figure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Refusal;

/**
 * The tables of a run that figures and reports stand on, each with the subcommand that makes it.
 */
public final class Tables {
    public static final String LEARNING = "merpo/learning.csv";
    public static final String ADAPTATION = "test/adaptation.csv";
    public static final String RETURNS = "test/returns.csv";
    public static final String TRAJECTORIES = "test/trajectories.csv";
    public static final String BEHAVIOUR = "behaviour/curve.csv";

    private static final Map<String, String> MADE_BY =
            Map.of(
                    LEARNING, "train",
                    ADAPTATION, "evaluate",
                    RETURNS, "evaluate",
                    TRAJECTORIES, "evaluate",
                    BEHAVIOUR, "generate --resume --out");

    private Tables() {}

    /** Reads one table; when it is missing or empty, says which command makes it. */
    public static CsvTable read(Path run, String name) {
        Path file = run.resolve(name);
        String remedy = ". Make it: ./merpo " + MADE_BY.get(name) + " " + run;
        if (!Files.isRegularFile(file)) {
            throw new Refusal(file + " does not exist, and the report stands on it" + remedy);
        }
        CsvTable table = CsvTable.read(file);
        if (table.rows().isEmpty()) {
            throw new Refusal(file + " has no rows, and the report stands on it" + remedy);
        }
        return table;
    }

    /**
     * Mean and spread over tasks of one column of {@link #RETURNS}, by policy in the order of
     * tables.
     */
    public static Map<String, Spread> levels(CsvTable returns, String column) {
        return Curve.levels(returns, column);
    }
}
