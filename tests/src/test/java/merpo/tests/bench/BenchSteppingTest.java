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
 * {@code bench stepping} for real: the C program is compiled, both programs step for a moment. The
 * Python libraries are left out: they are large, and have nothing to do with whether ours works.
 */
final class BenchSteppingTest {
    @TempDir Path temp;
    private String out = "";
    private String err = "";

    private int bench(Object... words) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        String[] args =
                Stream.concat(Stream.of("bench"), Stream.of(words))
                        .map(Object::toString)
                        .toArray(String[]::new);
        int status =
                Merpo.execute(new PrintWriter(outText, true), new PrintWriter(errText, true), args);
        out = outText.toString();
        err = errText.toString();
        return status;
    }

    private int stepping(Object... words) {
        Stream<?> usual =
                Stream.of(
                        "stepping",
                        "--without",
                        "gymnasium,envpool",
                        "--rounds",
                        1,
                        "--seconds",
                        0.1,
                        "--out",
                        temp);
        return bench(Stream.concat(usual, Stream.of(words)).toArray());
    }

    @Test
    void theCProgramIsCompiledAndStepsAsOursDoes() {
        int status =
                stepping(
                        "--env",
                        "half-cheetah-fwd-back",
                        "--simulations",
                        4,
                        "--threads",
                        1,
                        "--soak",
                        20_000);
        assertThat(err).startsWith("Lines of the table: 1").doesNotContain("merpo:");
        assertThat(status).isZero();
        List<CsvTable.Row> rows = CsvTable.read(temp.resolve("stepping.csv")).rows();
        assertThat(rows).extracting(row -> row.text("contender")).containsExactly("c", "java");
        double c = rows.get(0).number("best_steps_per_s");
        double java = rows.get(1).number("best_steps_per_s");
        assertThat(c).isPositive();
        // the same physics: a program that skipped it would be hundreds of times as fast
        assertThat(java / c).isBetween(0.1, 10.0);
        assertThat(out).contains("0 bytes allocated per 10^6 steps");
        assertThat(temp.resolve("stepping.yaml")).content().contains("mujoco: 3.17.0", "compiler:");
    }

    @Test
    void wrongUsageIsStatusTwo() {
        assertThat(bench()).isEqualTo(2);
        assertThat(err).contains("No measurement given", "stepping");
        assertThat(stepping("--env", "halfcheeta-v5")).isEqualTo(2);
        assertThat(err).contains("halfcheeta-v5", "Did you mean \"halfcheetah-v5\"?");
        assertThat(bench("stepping", "--without", "gym", "--out", temp)).isEqualTo(2);
        assertThat(err).contains("--without names \"gym\"", "Known: c, gymnasium, envpool");
        assertThat(stepping("--threads", 0)).isEqualTo(2);
        assertThat(err).contains("--threads has 0, must be at least 1");
        assertThat(stepping("--simulations", 1, "--threads", 2)).isEqualTo(2);
        assertThat(err).contains("Give at least as many simulations");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void helpHasAnExample() {
        assertThat(bench("--help")).isZero();
        assertThat(out).contains("Example: ./merpo bench stepping");
        assertThat(bench("stepping", "--help")).isZero();
        assertThat(out).contains("Example: ./merpo bench stepping --env halfcheetah-v5");
    }
}
