package merpo.agents.training;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;

/**
 * Watches a training's numbers for what is known to end badly (PAPERS.md: A12, A15; "Single tasks":
 * a gap that runs away), and says each thing once: {@code alarms.csv}. Owns the table until {@link
 * #close}.
 */
final class Alarms implements AutoCloseable {
    private static final double WIDE_GAP = 20;
    private static final double GROWTH = 10; // of the Bellman error over its least
    private static final double RUNAWAY = 20; // of lambda over its start
    private static final int META_PATIENCE = 500; // meta-iterations for Q_meta's error to halve
    private static final double META_EXCESS =
            5; // of Q_meta's error over that of the tasks' critics

    private static final String FILE = "alarms.csv";

    private final RunDirectory run;
    private final CsvLog table;
    private final Progress progress;
    private final Algorithm algorithm;
    private final Set<String> raised = new HashSet<>();
    private double leastBellmanError = Double.POSITIVE_INFINITY;
    private double firstLambda = Double.NaN;
    private double firstMetaError = Double.NaN;
    private double leastMetaError = Double.POSITIVE_INFINITY;

    Alarms(RunDirectory run, Progress progress, Algorithm algorithm) {
        this.run = run;
        this.table = run.csv(FILE, "step", "alarm", "text");
        this.progress = progress;
        this.algorithm = algorithm;
    }

    /**
     * Drops what was said of later steps, and looks again at the rows that stay.
     *
     * @param metrics of the training so far
     */
    void goOn(long step, CsvTable metrics, List<String> columns) {
        table.keep(row -> row.integer("step") <= step);
        CsvTable.read(run.path(FILE)).rows().forEach(row -> raised.add(row.text("alarm")));
        for (CsvTable.Row row : metrics.rows()) {
            Map<String, Double> seen = new HashMap<>();
            columns.forEach(column -> seen.put(column, row.number(column)));
            look((int) row.integer("step"), seen);
        }
    }

    /** Looks at one row of metrics. */
    void look(int step, Map<String, Double> seen) {
        double error = seen.get("bellman_error");
        double gap = seen.get("gap");
        leastBellmanError = Math.min(leastBellmanError, error);
        if (Math.abs(gap) > WIDE_GAP && error > GROWTH * leastBellmanError) {
            raise(
                    step,
                    "divergence",
                    "the Bellman error is %.3g, %.0f times its least, and the gap %.3g: %s"
                            .formatted(
                                    error,
                                    error / leastBellmanError,
                                    gap,
                                    algorithm.usesModel()
                                            ? "rollouts leave the data. Shorten them (rollouts.length) or raise beta"
                                            : "Q runs away from the data. Raise beta"));
        }
        double lambda = seen.get("lambda");
        firstLambda = Double.isNaN(firstLambda) ? lambda : firstLambda;
        if (firstLambda > 0 && lambda > RUNAWAY * firstLambda) {
            raise(
                    step,
                    "lambda",
                    "lambda has grown from %.3g to %.3g: the regularizers drown Q (A12). Fix it, or cap it (penalties.lambda)"
                            .formatted(firstLambda, lambda));
        }
        if (algorithm.meta()) {
            lookAtMetaCritic(step, seen.get("meta_bellman_error"), error);
        }
    }

    /** While Q grows so do the errors of all critics: Q_meta's is measured by the tasks' own. */
    private void lookAtMetaCritic(int step, double error, double tasksError) {
        firstMetaError = Double.isNaN(firstMetaError) ? error : firstMetaError;
        leastMetaError = Math.min(leastMetaError, error);
        if (step >= META_PATIENCE
                && leastMetaError > firstMetaError / 2
                && error > META_EXCESS * tasksError) {
            raise(
                    step,
                    "meta-critic",
                    "Q_meta's Bellman error was %.3g at the start, has never been below %.3g and is %.3g where the tasks' own is %.3g: it does not learn (A15). Use taskInit PERSIST and metaCriticStep ADAM"
                            .formatted(firstMetaError, leastMetaError, error, tasksError));
        }
    }

    private void raise(int step, String alarm, String text) {
        if (raised.add(alarm)) {
            table.row(step, alarm, text);
            progress.note("Alarm at step " + step + ": " + text);
        }
    }

    @Override
    public void close() {
        table.close();
    }
}
