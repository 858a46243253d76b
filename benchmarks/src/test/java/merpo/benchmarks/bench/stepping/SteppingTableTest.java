package merpo.benchmarks.bench.stepping;

import static merpo.benchmarks.bench.stepping.Measured.LARGE;
import static merpo.benchmarks.bench.stepping.Measured.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import merpo.benchmarks.bench.BenchTable;
import merpo.benchmarks.bench.Contender;
import merpo.benchmarks.bench.Measurement;
import org.junit.jupiter.api.Test;

final class SteppingTableTest {
    private static BenchTable table() {
        return new BenchTable(
                SteppingBench.of(Path.of("."), Set.of(), 1, 1), List.of(SMALL, LARGE));
    }

    @Test
    void aLineHasBestRoundsRatiosAndAVerdict() {
        List<Measurement> all =
                List.of(
                        Measured.of(LARGE, "c", 80000.0, 100000.0),
                        Measured.of(LARGE, "java", 96000.0),
                        Measured.inMode(LARGE, "gymnasium", "sync", 24000.0),
                        Measured.inMode(LARGE, "gymnasium", "async", 32000.0),
                        Measured.of(LARGE, "envpool", 64000.0));
        assertThat(table().line(LARGE, all).lines())
                .hasSize(5)
                .allMatch(line -> line.length() <= 80);
        assertThat(table().line(LARGE, all).replaceAll("\\s+", " ").split(" ", 12))
                .containsExactly(
                        "halfcheetah-v5",
                        "32",
                        "2",
                        "100000",
                        "96000",
                        "32000",
                        "64000",
                        "steps/s",
                        "0.960",
                        "3.000",
                        "1.500",
                        "reached: 0.960, >= 0.95 x c; reached: 1.500, >= 1.30 x envpool;"
                                + " reached: 3.000, >= 2.50 x gymnasium");
        assertThat(table().header().split("\\s+")).hasSize(12);
    }

    @Test
    void whatIsMissingIsADashAndItsReasonIsSaidOnce() {
        List<Measurement> all =
                List.of(
                        Measured.of(SMALL, "c", 10.0),
                        Measured.of(SMALL, "java", 10.0),
                        Measured.failed(SMALL, "envpool", "pip found no wheel"),
                        Measured.failed(LARGE, "envpool", "pip found no wheel"));
        assertThat(table().line(SMALL, all)).contains(" 10.0 ", " - ", "1.000");
        assertThat(BenchTable.failures(all))
                .containsExactly("envpool: pip found no wheel (2 times)");
    }

    @Test
    void cellsAreAllCombinationsThatShareWork() {
        assertThat(Cell.all(List.of(Problem.ANT), List.of(1, 32), List.of(1, 2)))
                .containsExactly(
                        new Cell(Problem.ANT, 1, 1),
                        new Cell(Problem.ANT, 32, 1),
                        new Cell(Problem.ANT, 32, 2));
    }

    @Test
    void manySimulationsOnTwoThreadsTryBothOfGymnasiumsVectors() {
        Contender<Cell> gymnasium = PythonContender.gymnasium(Path.of("."));
        assertThat(gymnasium.modes(SMALL)).containsExactly("make");
        assertThat(gymnasium.modes(new Cell(Problem.ANT, 32, 1))).containsExactly("sync");
        assertThat(gymnasium.modes(LARGE)).containsExactly("sync", "async");
    }
}
