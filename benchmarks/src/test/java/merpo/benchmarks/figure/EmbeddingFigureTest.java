package merpo.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddingFigureTest {
    @TempDir Path temp;

    /** Points on the diagonal of three dimensions: the first component holds all of it. */
    @Test
    void embeddingsAreDrawnInTheirFirstTwoComponents() throws IOException {
        CsvTable table =
                CsvTable.read(
                        Files.writeString(
                                temp.resolve("embeddings.csv"),
                                "task,z_0,z_1,z_2\n0,0,0,0\n0,1,1,1\n5,4,4,4\n5,6,6,6\n"));
        Figure figure = EmbeddingFigure.of(table);
        // distances are sqrt(3) times those of 0 1 and 4 6. At 0: a = 1, b = (4 + 6) / 2, 4 / 5. At
        // 1: b = 4, 3 / 4. At 4: a = 2, b = 3.5, 1.5 / 3.5. At 6: b = 5.5, 3.5 / 5.5. Mean .65
        assertThat(figure.caption()).contains("Silhouette score in all 3 dimensions: 0.65");
        assertThat(Drawing.svg(figure)).contains(">task 0<", ">task 5<");
        Path numbers = Files.writeString(temp.resolve("numbers.csv"), figure.numbers());
        List<CsvTable.Row> rows = CsvTable.read(numbers).rows();
        assertThat(rows).allMatch(row -> Math.abs(row.number("component_2")) < 1e-9);
        double apart = rows.get(3).number("component_1") - rows.get(0).number("component_1");
        assertThat(Math.abs(apart)).isCloseTo(6 * Math.sqrt(3), within(1e-9));
    }

    /** As above, with one more task at 20, 22 that was learned from. */
    @Test
    void tasksLearnedFromAreRingsAndCountForTheOtherScore() throws IOException {
        CsvTable table =
                CsvTable.read(
                        Files.writeString(
                                temp.resolve("embeddings.csv"),
                                "split,task,z_0\ntraining,9,20\ntraining,9,22\ntest,0,0\ntest,0,1\ntest,5,4\ntest,5,6\n"));
        Figure figure = EmbeddingFigure.of(table);
        // At 20: a = 2, b = 20 - 5, 13 / 15. At 22: b = 17, 15 / 17. (4 x .6538 + .8667 + .8824) /
        // 6
        assertThat(figure.caption()).contains("1 dimensions: 0.65, of all tasks 0.73");
        assertThat(Drawing.svg(figure))
                .contains(">training tasks<", ">task 0<")
                .doesNotContain("task 9");
        assertThat(figure.numbers()).contains("training,9,").contains("test,5,");
    }
}
