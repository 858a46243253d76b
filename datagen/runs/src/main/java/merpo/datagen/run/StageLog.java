package merpo.datagen.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which stages are finished, in {@code stages.csv}: rewritten whole, so a kill leaves the old list
 * or the new one.
 */
public final class StageLog {
    static final String FILE = "stages.csv";

    private static final String FLOPS = "flops"; // older versions did not count

    /**
     * One finished stage.
     *
     * @param seconds wall clock
     * @param residentBytes resident memory of the process at its end, or -1 where the platform does
     *     not tell
     * @param flops floating-point operations of the process that ended it (see {@link Operations});
     *     not a number where nobody counted
     */
    public record Entry(String stage, double seconds, long residentBytes, double flops) {}

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();

    StageLog(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            CsvTable table = CsvTable.read(file);
            table.require("stage", "seconds", "resident_bytes");
            for (CsvTable.Row row : table.rows()) {
                entries.add(
                        new Entry(
                                row.text("stage"),
                                row.number("seconds"),
                                (long) row.number("resident_bytes"),
                                table.header().contains(FLOPS) && !row.text(FLOPS).isEmpty()
                                        ? row.number(FLOPS)
                                        : Double.NaN));
            }
        }
    }

    synchronized boolean finished(String stage) {
        return entries.stream().anyMatch(entry -> entry.stage().equals(stage));
    }

    synchronized void add(Entry entry) {
        entries.removeIf(old -> old.stage().equals(entry.stage()));
        entries.add(entry);
        save();
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    private void save() {
        StringBuilder text = new StringBuilder("stage,seconds,resident_bytes,flops\n");
        for (Entry entry : entries) {
            text.append(
                    CsvLog.line(
                            entry.stage(),
                            entry.seconds(),
                            entry.residentBytes(),
                            Double.isNaN(entry.flops()) ? "" : entry.flops()));
        }
        AtomicText.write(file, text.toString());
    }
}
