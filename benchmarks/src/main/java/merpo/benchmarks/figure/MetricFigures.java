package merpo.benchmarks.figure;

import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import merpo.datagen.run.CsvTable;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** A table of numbers over steps as small multiples, one for each column. */
public final class MetricFigures {
    private static final int WIDTH = 280;
    private static final int HEIGHT = 180;
    private static final int POINTS = 200; // of all lines together, about
    private static final String STEP = "step";

    private MetricFigures() {}

    /**
     * @param name that begins the names of all figures
     * @param table of {@code step} and numbers; columns of words tell its lines apart
     */
    public static List<Figure> of(String name, CsvTable table) {
        CsvTable.Row first = table.require(STEP).rows().get(0);
        List<String> words =
                table.header().stream().filter(column -> !isNumber(first.text(column))).toList();
        List<Figure> figures = new ArrayList<>();
        for (String column : table.header()) {
            if (!column.equals(STEP) && !words.contains(column)) {
                XYSeriesCollection lines = lines(table, words, column);
                if (lines.getSeriesCount() > 0) {
                    figures.add(figure(name + "-" + column, column, lines));
                }
            }
        }
        return figures;
    }

    private static XYSeriesCollection lines(CsvTable table, List<String> words, String column) {
        Map<String, XYSeries> lines = new LinkedHashMap<>();
        int stride = Math.max(1, table.rows().size() / POINTS);
        for (int i = 0; i < table.rows().size(); i += stride) {
            CsvTable.Row row = table.rows().get(i);
            String cell = row.text(column);
            if (isNumber(cell) && Double.isFinite(Double.parseDouble(cell))) {
                String key = words.stream().map(row::text).collect(Collectors.joining(" "));
                lines.computeIfAbsent(key, XYSeries::new)
                        .add(row.number(STEP), Double.parseDouble(cell));
            }
        }
        XYSeriesCollection all = new XYSeriesCollection();
        lines.values().forEach(all::addSeries);
        return all;
    }

    private static boolean isNumber(String cell) {
        try {
            double unused = Double.parseDouble(cell);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Figure figure(String name, String column, XYSeriesCollection lines) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        for (int i = 0; i < lines.getSeriesCount(); i++) {
            renderer.setSeriesPaint(i, Look.task(i));
            renderer.setSeriesStroke(i, new BasicStroke(1.4f));
        }
        NumberAxis up = Look.free(null);
        JFreeChart chart =
                Look.chart(column.replace('_', ' '), new NumberAxis(STEP), up, lines, renderer);
        if (lines.getSeriesCount() == 1) {
            chart.removeLegend();
        }
        return new Figure(name, column, chart, "", WIDTH, HEIGHT);
    }
}
