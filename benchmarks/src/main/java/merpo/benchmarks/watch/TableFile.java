package merpo.benchmarks.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.function.Function;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Refusal;

/**
 * A table that somebody else is writing, and what it means. Not there yet, or without a whole line:
 * it is empty. Unreadable: it keeps its last meaning, and the trouble is told, not thrown.
 */
final class TableFile<T> {
    private final Path file;
    private final T empty;
    private final Function<CsvTable, T> meaning;

    private T value;
    private Instant written = Instant.EPOCH;
    private long size = -1;
    private String trouble = "";

    TableFile(Path file, T empty, Function<CsvTable, T> meaning) {
        this.file = file;
        this.empty = empty;
        this.meaning = meaning;
        value = empty;
    }

    /** Reads the file again, if it changed since. */
    void refresh() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (now.size() == size && now.lastModifiedTime().toInstant().equals(written)) {
                return;
            }
            size = now.size();
            written = now.lastModifiedTime().toInstant();
            CsvTable table = CsvTable.read(file);
            value = table.header().isEmpty() ? empty : meaning.apply(table);
            trouble = "";
        } catch (NoSuchFileException notYet) {
            value = empty;
            size = -1;
            trouble = "";
        } catch (IOException | Refusal e) {
            trouble = e.getMessage();
        }
    }

    T value() {
        return value;
    }

    /** When it was last written, as of the last reading. */
    Instant written() {
        return written;
    }

    /** Why it could not be read; empty when it could. */
    String trouble() {
        return trouble;
    }
}
