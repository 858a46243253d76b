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

final class SilhouetteTest {
    @TempDir Path temp;

    private static List<double[]> onALine(double... values) {
        return java.util.Arrays.stream(values).mapToObj(z -> new double[] {z, 0}).toList();
    }

    /**
     * Group p at 0 and 1, group q at 4 and 6. At 0: a = 1, b = (4 + 6) / 2 = 5, s = 4 / 5. At 1: a
     * = 1, b = (3 + 5) / 2 = 4, s = 3 / 4. At 4: a = 2, b = (4 + 3) / 2 = 3.5, s = 1.5 / 3.5. At 6:
     * a = 2, b = (6 + 5) / 2 = 5.5, s = 3.5 / 5.5.
     */
    @Test
    void itIsTheMeanOfBLessAOverTheGreater() {
        double expected = (4 / 5.0 + 3 / 4.0 + 1.5 / 3.5 + 3.5 / 5.5) / 4;
        assertThat(Silhouette.of(onALine(0, 1, 4, 6), List.of("p", "p", "q", "q")).orElseThrow())
                .isCloseTo(expected, within(1e-12));
    }

    /** Of three groups the nearest counts: at 0 a = 1, b = min(2, 10), so 1 / 2; 9 is alone: 0. */
    @Test
    void theNearestOtherGroupCountsAndLonersAreZero() {
        // 1: a = 1, b = min(|2 - 1|, |10 - 1|) = 1, s = 0. 2 and 10 are alone: 0
        assertThat(Silhouette.of(onALine(0, 1, 2, 10), List.of("p", "p", "q", "r")).orElseThrow())
                .isCloseTo(0.5 / 4, within(1e-12));
        assertThat(Silhouette.of(onALine(0, 1), List.of("p", "p"))).isEmpty();
    }

    /** Points on the diagonal of three dimensions: the first component holds all of it. */
    @Test
    void embeddingsAreDrawnInTheirFirstTwoComponents() throws IOException {
        CsvTable table =
                CsvTable.read(
                        Files.writeString(
                                temp.resolve("embeddings.csv"),
                                "task,z_0,z_1,z_2\n0,0,0,0\n0,1,1,1\n5,4,4,4\n5,6,6,6\n"));
        Figure figure = EmbeddingFigure.of(table);
        // distances are sqrt(3) times those above, their shares the same: (.8 + .75 + .4286 +
        // .6364) / 4 = .65
        assertThat(figure.caption()).contains("Silhouette score in all 3 dimensions: 0.65");
        assertThat(Drawing.svg(figure)).contains(">task 0<", ">task 5<");
        Path numbers = Files.writeString(temp.resolve("numbers.csv"), figure.numbers());
        List<CsvTable.Row> rows = CsvTable.read(numbers).rows();
        assertThat(rows).allMatch(row -> Math.abs(row.number("component_2")) < 1e-9);
        double apart = rows.get(3).number("component_1") - rows.get(0).number("component_1");
        assertThat(Math.abs(apart)).isCloseTo(6 * Math.sqrt(3), within(1e-9));
    }
}
