package merpo.benchmarks.figure;

import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import merpo.agents.Embedding;
import merpo.agents.context.Silhouette;
import merpo.datagen.run.CsvTable;
import org.hipparchus.stat.projection.PCA;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Where the contexts of tasks lie among each other: their first two principal components. */
public final class EmbeddingFigure {
    private static final int AXES = 2;

    private EmbeddingFigure() {}

    /**
     * @param table of task, z_0, z_1, ..., several rows per task
     */
    public static Figure of(CsvTable table) {
        List<String> axes =
                table.require("task", "z_0").header().stream()
                        .filter(column -> column.startsWith("z_"))
                        .toList();
        List<String> tasks = table.rows().stream().map(row -> row.text("task")).toList();
        List<double[]> points = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            points.add(axes.stream().mapToDouble(row::number).toArray());
        }
        double[][] plane = plane(points);
        List<String> distinct = tasks.stream().distinct().toList();
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        StringBuilder numbers = new StringBuilder("task,component_1,component_2\n");
        for (int place = 0; place < distinct.size(); place++) {
            String task = distinct.get(place);
            XYSeries series = new XYSeries("task " + task, false);
            for (int i = 0; i < plane.length; i++) {
                if (tasks.get(i).equals(task)) {
                    series.add(plane[i][0], plane[i][1]);
                    numbers.append("%s,%s,%s%n".formatted(task, plane[i][0], plane[i][1]));
                }
            }
            data.addSeries(series);
            renderer.setSeriesPaint(place, Look.task(place));
            renderer.setSeriesShape(place, Look.mark(place));
            renderer.setSeriesStroke(place, new BasicStroke(1f));
        }
        NumberAxis across = Look.free("first principal component");
        NumberAxis up = Look.free("second principal component");
        JFreeChart chart = Look.chart("Task embeddings", across, up, data, renderer);
        return new Figure(
                "embeddings",
                caption(points, tasks, axes.size()),
                chart,
                numbers.toString(),
                Figure.WIDTH,
                Figure.HEIGHT);
    }

    private static String caption(List<double[]> points, List<String> tasks, int dimensions) {
        String caption = "A dot per context of the test tasks, its colour and shape the task.";
        if (tasks.stream().distinct().count() < 2) {
            return caption;
        }
        List<Embedding> embeddings =
                IntStream.range(0, tasks.size())
                        .mapToObj(i -> embedding(tasks.get(i), points.get(i)))
                        .toList();
        return caption
                + String.format(
                                Locale.ROOT,
                                " Silhouette score in all %d dimensions: %.2f (1 clearly apart, 0 overlapping, -1 mixed up).",
                                dimensions,
                                Silhouette.of(embeddings))
                        .replace('-', '−');
    }

    private static Embedding embedding(String task, double[] point) {
        float[] z = new float[point.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = (float) point[i];
        }
        return new Embedding(Integer.parseInt(task), z);
    }

    /** [n][2]; what has one dimension lies on a line. */
    private static double[][] plane(List<double[]> points) {
        double[][] all = points.toArray(double[][]::new);
        if (all[0].length < AXES || all.length < AXES) {
            return points.stream().map(z -> new double[] {z[0], 0}).toArray(double[][]::new);
        }
        return new PCA(AXES).fitAndTransform(all);
    }
}
