package merpo.benchmarks.bench;

import static merpo.benchmarks.bench.Measured.LARGE;
import static merpo.benchmarks.bench.Measured.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SteppingTableTest {
    @Test
    void aLineHasBestRoundsRatiosAndAVerdict() {
        List<Measurement> all =
                List.of(
                        Measured.of(LARGE, "c", 80000.0, 100000.0),
                        Measured.of(LARGE, "java", 96000.0),
                        Measured.inMode(LARGE, "gymnasium", "sync", 24000.0),
                        Measured.inMode(LARGE, "gymnasium", "async", 32000.0),
                        Measured.of(LARGE, "envpool", 64000.0));
        assertThat(SteppingTable.line(LARGE, all).split(" +"))
                .containsExactly(
                        "halfcheetah-v5",
                        "32",
                        "2",
                        "100000",
                        "96000",
                        "32000",
                        "64000",
                        "0.960",
                        "3.000",
                        "1.500",
                        "reached");
        assertThat(SteppingTable.header().split(" +")).hasSize(11);
    }

    @Test
    void whatIsMissingIsADashAndItsReasonIsSaidOnce() {
        List<Measurement> all =
                List.of(
                        Measured.of(SMALL, "c", 10.0),
                        Measured.of(SMALL, "java", 10.0),
                        Measured.failed(SMALL, "envpool", "pip found no wheel"),
                        Measured.failed(LARGE, "envpool", "pip found no wheel"));
        assertThat(SteppingTable.line(SMALL, all)).contains(" 10 ", " - ", "1.000");
        assertThat(SteppingTable.failures(all))
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
        Contender gymnasium = PythonContender.gymnasium(java.nio.file.Path.of("."));
        assertThat(gymnasium.modes(SMALL)).containsExactly("make");
        assertThat(gymnasium.modes(new Cell(Problem.ANT, 32, 1))).containsExactly("sync");
        assertThat(gymnasium.modes(LARGE)).containsExactly("sync", "async");
    }
}
