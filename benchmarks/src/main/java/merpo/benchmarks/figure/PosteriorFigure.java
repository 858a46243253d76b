package merpo.benchmarks.figure;

import java.awt.BasicStroke;
import java.util.List;
import merpo.datagen.run.CsvTable;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** How a probabilistic task embedding narrows as its context grows. */
public final class PosteriorFigure {
    private static final String ROWS = "context_rows";
    private static final List<String> COLUMNS = List.of("deviation", "distance");
    private static final List<String> LABELS =
            List.of("standard deviation of an entry", "distance of two contexts' means");

    private PosteriorFigure() {}

    /**
     * @param table of context_rows, deviation, distance, means over the test tasks
     */
    public static Figure of(CsvTable table) {
        table.require(ROWS, "deviation", "distance");
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        StringBuilder numbers = new StringBuilder("context_rows,deviation,distance\n");
        for (int place = 0; place < COLUMNS.size(); place++) {
            XYSeries series = new XYSeries(LABELS.get(place));
            for (CsvTable.Row row : table.rows()) {
                series.add(row.number(ROWS), row.number(COLUMNS.get(place)));
            }
            data.addSeries(series);
            renderer.setSeriesPaint(place, Look.task(place));
            renderer.setSeriesShape(place, Look.mark(place));
            renderer.setSeriesStroke(place, new BasicStroke(2f));
        }
        for (CsvTable.Row row : table.rows()) {
            numbers.append(
                    "%s,%s,%s%n"
                            .formatted(
                                    row.text(ROWS), row.text("deviation"), row.text("distance")));
        }
        LogarithmicAxis up = new LogarithmicAxis("in units of z");
        up.setStrictValuesFlag(false);
        return new Figure(
                "posterior",
                "The posterior of z over the transitions of its context, means over the test tasks; both axes logarithmic. It narrows as one over the root of their number where each says as much.",
                Look.chart(
                        "Posterior of the task embedding",
                        new LogarithmicAxis("transitions of the context"),
                        up,
                        data,
                        renderer),
                numbers.toString(),
                Figure.WIDTH,
                Figure.HEIGHT);
    }
}
