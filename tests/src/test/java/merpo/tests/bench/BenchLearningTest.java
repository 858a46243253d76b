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

/**
 * {@code bench learning} for real, short, ours only: the Python libraries are 3 GB, and three
 * minutes to install.
 */
final class BenchLearningTest {
    private static final String OTHERS = "stable-baselines3,sbx,d3rlpy";

    @TempDir Path temp;
    private String out = "";
    private String err = "";

    private int learning(Object... words) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        String[] args =
                Stream.concat(Stream.of("bench", "learning", "--out", temp), Stream.of(words))
                        .map(Object::toString)
                        .toArray(String[]::new);
        int status =
                Merpo.execute(new PrintWriter(outText, true), new PrintWriter(errText, true), args);
        out = outText.toString();
        err = errText.toString();
        return status;
    }

    @Test
    void ourUpdatesAreTimedAgainstTheMatrixProduct() {
        int status =
                learning(
                        "--only",
                        "sac",
                        "--without",
                        OTHERS,
                        "--rounds",
                        2,
                        "--seconds",
                        0.1,
                        "--threads",
                        1);
        assertThat(err).isEmpty();
        assertThat(status).isZero();
        List<CsvTable.Row> rows = CsvTable.read(temp.resolve("learning.csv")).rows();
        assertThat(rows)
                .extracting(row -> row.text("case"))
                .containsExactly("matmul-1024", "matmul-2048", "matmul-16x256", "sac");
        assertThat(rows)
                .allSatisfy(
                        row -> {
                            assertThat(row.text("rounds_ms").split(" ")).hasSize(2);
                            assertThat(row.number("best_ms")).isPositive();
                            assertThat(row.number("peak_share")).isBetween(0.001, 1.0);
                        });
        assertThat(rows.stream().mapToDouble(row -> row.number("peak_share")).max()).hasValue(1);
        assertThat(out).contains("unknown: <= 0.80 x stable-baselines3's sac");
        assertThat(temp.resolve("learning.yaml")).content().contains("pytorch: ", "threads: 1");
    }

    @Test
    void memoryIsWatchedWhileAStackLearns() {
        assertThat(learning("--memory", 20, "--seconds", 0.05, "--threads", 1)).isZero();
        List<CsvTable.Row> rows = CsvTable.read(temp.resolve("learning-memory.csv")).rows();
        assertThat(rows.get(rows.size() - 1).integer("updates")).isGreaterThanOrEqualTo(20);
        assertThat(out).contains("unknown: fewer than two samples after the first minute");
        assertThat(temp.resolve("learning.csv")).doesNotExist();
    }

    @Test
    void memoryIsWatchedOfTheMethodThatIsNamed() {
        assertThat(learning("--memory", 3, "--only", "focal", "--seconds", 0.05, "--threads", 1))
                .isZero();
        assertThat(CsvTable.read(temp.resolve("learning-memory-focal.csv")).rows()).isNotEmpty();
        assertThat(out).contains("FOCAL as in its smoke preset, 8 tasks. unknown: fewer than two");
    }

    @Test
    void wrongUsageIsStatusTwo() {
        assertThat(learning("--only", "sak")).isEqualTo(2);
        assertThat(err).contains("\"sak\" does not exist. Did you mean \"sac\"? Known: ");
        assertThat(learning("--without", "sb")).isEqualTo(2);
        assertThat(err).contains("--without names \"sb\". Did you mean \"sbx\"?");
        assertThat(learning("--threads", "1,4096")).isEqualTo(2);
        assertThat(err).contains("--threads has 4096, must be in [1, ");
        assertThat(learning("--seconds", "NaN")).isEqualTo(2);
        assertThat(err).contains("--seconds NaN", "above 0");
        assertThat(learning("--rounds", 0)).isEqualTo(2);
        assertThat(learning("--memory", 0)).isEqualTo(2);
        assertThat(err).contains("--memory is 0, must be at least 1 update");
        assertThat(learning("--memory", 3, "--only", "sac")).isEqualTo(2);
        assertThat(err).contains("Memory is watched of one of rac, focal, ", "--only has sac");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void helpHasAnExample() {
        assertThat(learning("--help")).isZero();
        assertThat(out).contains("Example: ./merpo bench learning --only sac");
    }
}
