package merpo.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import merpo.benchmarks.bench.NeighborBench.Row;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NeighborBenchTest {
    private static final List<Row> ROWS =
            List.of(
                    new Row("train", 0, 1, 10),
                    new Row("train", 0, 2, 30), // alone: not what is asked here
                    new Row("train", 2, 1, 20),
                    new Row("train", 2, 2, 23.9),
                    new Row("generate", 2, 1, 20),
                    new Row("generate", 2, 2, 142));

    @Test
    void twoThreadsBesideNeighboursAreHeldAgainstOneThere() {
        assertThat(NeighborBench.missed(ROWS))
                .containsExactly(
                        "missed: generate beside 2 neighbours takes 7.10 of one thread's time, at most 1.2");
    }

    @Test
    void everyRowIsWritten(@TempDir Path directory) {
        NeighborBench.write(directory, ROWS);
        CsvTable table = CsvTable.read(directory.resolve("neighbors.csv"));
        assertThat(table.header()).containsExactly("command", "neighbors", "threads", "seconds");
        assertThat(table.rows()).hasSize(6);
    }
}
