package merpo.datagen.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file in memory, read whole and verified: every row has as many cells as the header. An
 * unfinished last line, left by a killed writer, is no row.
 */
public final class CsvTable {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final Path file;
    private final List<String> header;
    private final List<Row> rows;

    private CsvTable(Path file, List<String> header, List<Row> rows) {
        this.file = file;
        this.header = header;
        this.rows = rows;
    }

    /** Reads a table whose first line names its columns. */
    public static CsvTable read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            try (CSVParser parser = CSVParser.parse(whole, FORMAT)) {
                List<String> header = List.copyOf(parser.getHeaderNames());
                return new CsvTable(
                        file,
                        header,
                        parser.getRecords().stream()
                                .map(record -> row(file, header, record))
                                .toList());
            }
        } catch (IOException | RuntimeException e) {
            throw e instanceof Refusal refusal
                    ? refusal
                    : new Refusal(
                            file
                                    + " cannot be read as CSV ("
                                    + e
                                    + "). Delete it and make it again with --resume",
                            e);
        }
    }

    private static Row row(Path file, List<String> header, CSVRecord record) {
        if (record.size() != header.size()) {
            throw new Refusal(
                    file
                            + ", row "
                            + record.getRecordNumber()
                            + ": "
                            + record.size()
                            + " cells, expected "
                            + header.size()
                            + " as in the header "
                            + header
                            + ". Delete the file and make it again with --resume");
        }
        return new Row(file, record);
    }

    /** Names of the columns. */
    public List<String> header() {
        return header;
    }

    /** From the first to the last. */
    public List<Row> rows() {
        return rows;
    }

    /** Refuses a table that lacks one of the columns. */
    public CsvTable require(String... columns) {
        for (String column : columns) {
            if (!header.contains(column)) {
                throw new Refusal(
                        file
                                + " has no column \""
                                + column
                                + "\", it has "
                                + header
                                + ". It was written by another version; make it again");
            }
        }
        return this;
    }

    /** One line of the table; cells by column name. */
    public static final class Row {
        private final Path file;
        private final CSVRecord cells;

        private Row(Path file, CSVRecord cells) {
            this.file = file;
            this.cells = cells;
        }

        /** A cell as it stands there. */
        public String text(String column) {
            return cells.get(column);
        }

        /** A cell that holds a number. */
        public double number(String column) {
            String text = text(column);
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new Refusal(
                        file
                                + ", row "
                                + cells.getRecordNumber()
                                + ", column \""
                                + column
                                + "\": \""
                                + text
                                + "\" is not a number. Delete the file and make it again with --resume",
                        e);
            }
        }

        /** A cell that holds a whole number. */
        public long integer(String column) {
            return (long) number(column);
        }

        /** All cells in the order of the header. */
        Object[] cells() {
            return cells.values();
        }
    }
}
