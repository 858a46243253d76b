package merpo.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import merpo.benchmarks.cli.Merpo;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench generation} for real, of few rows: how fast that is says nothing. */
final class BenchGenerationTest {
    @TempDir Path temp;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int generation(String... words) {
        String[] args = new String[words.length + 4];
        args[0] = "bench";
        args[1] = "generation";
        args[2] = "--out";
        args[3] = temp.toString();
        System.arraycopy(words, 0, args, 4, words.length);
        return Merpo.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    @Test
    void commandsAndStepsAreTimedInTurns() {
        int status =
                generation(
                        "--env",
                        "point-robot-wind",
                        "--threads",
                        "1",
                        "--transitions",
                        "100",
                        "--rounds",
                        "1");
        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        List<CsvTable.Row> rows = CsvTable.read(temp.resolve("generation.csv")).rows();
        assertThat(rows)
                .extracting(row -> row.text("contender"))
                .containsExactly("generate", "stepping");
        assertThat(rows).allMatch(row -> row.number("best_rows_per_s") > 0);
        assertThat(out.toString()).contains(">= 0.50 x stepping", "until its file is written");
        assertThat(temp.resolve("generation.yaml")).content().contains("rows: 100");
    }

    @Test
    void wrongUsageIsStatusTwo() {
        assertThat(generation("--env", "hoper")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean \"hopper\"?");
        assertThat(generation("--env", "ant-v5")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--env names ant-v5, for which no policies ship", "such as halfcheetah");
        assertThat(generation("--threads", "0")).isEqualTo(2);
        assertThat(generation("--transitions", "0")).isEqualTo(2);
        assertThat(temp).isEmptyDirectory();
    }
}
