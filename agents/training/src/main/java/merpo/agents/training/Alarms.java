package merpo.agents.training;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import merpo.agents.Alarm;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;

/**
 * Lets a method's alarms watch a training's numbers, and says each thing once: {@code alarms.csv}.
 * Owns the table until {@link #close}.
 */
final class Alarms implements AutoCloseable {
    static final String FILE = "alarms.csv";

    private final RunDirectory run;
    private final CsvLog table;
    private final Progress progress;
    private final List<Alarm> alarms;
    private final Set<String> raised = new HashSet<>();

    Alarms(RunDirectory run, Progress progress, List<Alarm> alarms) {
        this.run = run;
        this.table = run.csv(FILE, "step", "alarm", "text");
        this.progress = progress;
        this.alarms = alarms;
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
        for (Alarm alarm : alarms) {
            alarm.look(step, seen)
                    .filter(text -> raised.add(alarm.name()))
                    .ifPresent(
                            text -> {
                                table.row(step, alarm.name(), text);
                                progress.note("Alarm at step " + step + ": " + text);
                            });
        }
    }

    @Override
    public void close() {
        table.close();
    }
}
