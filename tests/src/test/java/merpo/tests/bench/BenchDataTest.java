package merpo.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import merpo.benchmarks.cli.Merpo;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench data} for real, small: h5py is installed and reads and writes the same rows. */
final class BenchDataTest {
    @TempDir Path temp;
    private String out = "";
    private String err = "";

    private int data(Object... words) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        String[] args =
                Stream.concat(Stream.of("bench", "data", "--out", temp), Stream.of(words))
                        .map(Object::toString)
                        .toArray(String[]::new);
        int status =
                Merpo.execute(new PrintWriter(outText, true), new PrintWriter(errText, true), args);
        out = outText.toString();
        err = errText.toString();
        return status;
    }

    @Test
    void bothWriteAndReadEverything() {
        int status = data("--rows", 20_000, "--rounds", 1);
        assertThat(err).isEmpty();
        assertThat(status).isZero();
        List<CsvTable.Row> rows = CsvTable.read(temp.resolve("data.csv")).rows();
        assertThat(rows)
                .hasSize(18)
                .allSatisfy(
                        row -> {
                            assertThat(row.number("best")).isPositive();
                            assertThat(row.text("failure")).isEmpty();
                        });
        // the same layout: in one piece 326 bytes a row, compressed nearly the same size
        double raw = bytes(rows, "raw", "java");
        assertThat(raw).isBetween(6_520_000.0, 6_560_000.0);
        assertThat(bytes(rows, "raw", "h5py") / raw).isBetween(0.99, 1.01);
        double compressed = bytes(rows, "compressed", "java");
        assertThat(compressed / raw).isBetween(0.5, 0.95);
        assertThat(bytes(rows, "compressed", "h5py") / compressed).isBetween(0.97, 1.03);
        assertThat(out).contains("Publishing held");
        assertThat(temp.resolve("data.yaml"))
                .content()
                .contains("h5py: 3.", "java_threads: 2", "publish_peak_bytes: ");
    }

    private static double bytes(List<CsvTable.Row> rows, String layout, String contender) {
        return rows.stream()
                .filter(row -> row.text("task").equals("write"))
                .filter(row -> row.text("layout").equals(layout))
                .filter(row -> row.text("contender").equals(contender))
                .mapToDouble(row -> row.number("file_bytes"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void wrongUsageIsStatusTwo() {
        assertThat(data("--rows", 0)).isEqualTo(2);
        assertThat(err).contains("--rows is 0", "must be in [1, 20000000]");
        assertThat(data("--threads", 0)).isEqualTo(2);
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void helpHasAnExample() {
        assertThat(data("--help")).isZero();
        assertThat(out).contains("Example: ./merpo bench data");
    }
}
