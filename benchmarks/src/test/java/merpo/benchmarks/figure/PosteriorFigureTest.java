package merpo.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import merpo.datagen.run.CsvTable;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PosteriorFigureTest {
    @TempDir Path temp;

    @Test
    void deviationAndDistanceAreDrawnOverTheContextsSize() throws IOException {
        CsvTable table =
                CsvTable.read(
                        Files.writeString(
                                temp.resolve("posterior.csv"),
                                "context_rows,deviation,distance\n1,0.8,2\n4,0.4,1\n"));
        Figure figure = PosteriorFigure.of(table);
        XYDataset drawn = figure.chart().getXYPlot().getDataset();
        assertThat(drawn.getXValue(0, 1)).isEqualTo(4);
        assertThat(drawn.getYValue(0, 1)).isEqualTo(0.4);
        assertThat(drawn.getYValue(1, 0)).isEqualTo(2);
        assertThat(figure.numbers()).contains("4,0.4,1");
    }
}
