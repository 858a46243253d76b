package merpo.datagen.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;

/**
 * A table that grows row by row. Each row is one write, so another process may read along, and a
 * killed one leaves at most one unfinished line, which the next opening drops. Not for concurrent
 * use.
 */
public final class CsvLog implements AutoCloseable {
    private final Path file;
    private final List<String> header;
    private FileChannel channel;

    private CsvLog(Path file, List<String> header) {
        this.file = file;
        this.header = List.copyOf(header);
    }

    static CsvLog open(Path file, List<String> header) {
        CsvLog log = new CsvLog(file, header);
        if (Files.exists(file)) {
            log.rewrite(row -> true);
        } else {
            AtomicText.write(file, line(header.toArray()));
        }
        log.append();
        return log;
    }

    /** Appends one row: a cell per column, numbers in Java's shortest exact form. */
    public void row(Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(
                    file
                            + ": "
                            + cells.length
                            + " cells, expected "
                            + header.size()
                            + " as in "
                            + header);
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(line(cells).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e, e);
        }
    }

    /**
     * Drops the rows that fail {@code which}: what lies after the checkpoint from which a run
     * resumes.
     */
    public void keep(Predicate<CsvTable.Row> which) {
        close();
        rewrite(which);
        append();
    }

    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                channel.force(false);
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e, e);
        }
    }

    /** One line in RFC 4180, with a plain line feed. */
    public static String line(Object... cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String cell = String.valueOf(cells[i]);
            boolean quote =
                    cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            line.append(i == 0 ? "" : ",")
                    .append(quote ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        return line.append('\n').toString();
    }

    private void rewrite(Predicate<CsvTable.Row> which) {
        CsvTable old = CsvTable.read(file);
        if (!old.rows().isEmpty() && !old.header().equals(header)) {
            throw new Refusal(
                    file
                            + " has the columns "
                            + old.header()
                            + ", expected "
                            + header
                            + ". It was written by another version; begin again with --overwrite");
        }
        StringBuilder text = new StringBuilder(line(header.toArray()));
        old.rows().stream().filter(which).forEach(row -> text.append(line(row.cells())));
        AtomicText.write(file, text.toString());
    }

    private void append() {
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e, e);
        }
    }
}
