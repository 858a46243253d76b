package merpo.datagen.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import merpo.datagen.tensorboard.EventLog;

/**
 * What a training says of itself, row by row, twice: as a table whose first column is {@code step},
 * and in an event file for TensorBoard in the same folder. One per folder. Not for concurrent use.
 */
public final class Metrics implements AutoCloseable {
    /** The first column. */
    public static final String STEP = "step";

    private final List<String> columns;
    private final CsvLog table;
    private final EventLog events;

    private Metrics(List<String> columns, CsvLog table, EventLog events) {
        this.columns = columns;
        this.table = table;
        this.events = events;
    }

    /**
     * Opens for appending; rows of a former process stay until {@link #keepUntil} drops them.
     *
     * @param table a file below the run, such as {@code metrics.csv}
     * @param columns what a row holds beside the step; also TensorBoard's tags
     */
    static Metrics open(RunDirectory run, String table, String... columns) {
        Path file = run.path(table);
        List<String> header = List.of(columns);
        Set<String> seen = new HashSet<>(Set.of(STEP));
        for (String column : header) {
            EventLog.requireTag(file, column);
            if (!seen.add(column)) {
                throw new IllegalArgumentException(
                        file
                                + ", column \""
                                + column
                                + "\" is there twice in \"step\" and "
                                + header
                                + ": each has a name of its own. Rename one");
            }
        }
        CsvLog csv =
                run.csv(
                        table,
                        Stream.concat(Stream.of(STEP), header.stream()).toArray(String[]::new));
        try {
            return new Metrics(header, csv, EventLog.open(file.getParent()));
        } catch (RuntimeException e) {
            csv.close();
            throw e;
        }
    }

    /** Appends the values of one step, one per column; not-a-numbers and infinities too. */
    public void row(long step, double... values) {
        List<Object> cells = new ArrayList<>(List.of(step));
        DoubleStream.of(values).forEach(cells::add);
        table.row(cells.toArray());
        events.scalars(step, columns, values);
    }

    /**
     * Drops what is said of steps after {@code step}, the one of the checkpoint from which a run
     * goes on; -1 drops all.
     */
    public void keepUntil(long step) {
        table.keep(row -> row.integer(STEP) <= step);
        events.restart(step + 1);
    }

    /**
     * For values that have no column, such as a return per task: {@code scalar(step,
     * "return/task-03", value)}. {@link #keepUntil} drops them too.
     */
    public EventLog events() {
        return events;
    }

    @Override
    public void close() {
        try (table;
                events) {
            // both, even if one fails
        }
    }
}
