package merpo.benchmarks.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Figures of one dataset. */
public final class DatasetFigures {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 340;
    private static final Color LINE = new Color(0x0067B1);

    private DatasetFigures() {}

    /**
     * The outline of a histogram.
     *
     * @param edges [bins + 1] where bins begin and end
     * @param counts [bins]
     */
    public static Figure histogram(
            String name, String title, String axis, double[] edges, List<Integer> counts) {
        XYSeries outline = new XYSeries("episodes", false);
        StringBuilder numbers = new StringBuilder("from,to,episodes\n");
        outline.add(edges[0], 0);
        for (int bin = 0; bin < counts.size(); bin++) {
            outline.add(edges[bin], counts.get(bin));
            outline.add(edges[bin + 1], counts.get(bin));
            numbers.append(
                    String.format(
                            Locale.ROOT,
                            "%s,%s,%d%n",
                            edges[bin],
                            edges[bin + 1],
                            counts.get(bin)));
        }
        outline.add(edges[counts.size()], 0);
        return figure(
                name,
                title,
                axis,
                "episodes",
                outline,
                new XYLineAndShapeRenderer(true, false),
                "Episodes by " + axis + ", in " + counts.size() + " bins of equal width.",
                numbers.toString());
    }

    /** One dot per episode, in the order of the file. */
    public static Figure perEpisode(String name, String title, String axis, double[] values) {
        XYSeries dots = new XYSeries(axis);
        StringBuilder numbers = new StringBuilder("episode," + axis + "\n");
        for (int episode = 0; episode < values.length; episode++) {
            dots.add(episode, values[episode]);
            numbers.append(episode).append(',').append(values[episode]).append('\n');
        }
        return figure(
                name,
                title,
                "episode",
                axis,
                dots,
                new XYLineAndShapeRenderer(false, true),
                "Each episode's " + axis + ", in the order of the file.",
                numbers.toString());
    }

    private static Figure figure(
            String name,
            String title,
            String x,
            String y,
            XYSeries series,
            XYLineAndShapeRenderer renderer,
            String caption,
            String numbers) {
        renderer.setSeriesPaint(0, LINE);
        renderer.setSeriesStroke(0, new BasicStroke(1.8f));
        renderer.setSeriesShape(0, new Ellipse2D.Double(-2, -2, 4, 4));
        NumberAxis across = Look.free(x);
        NumberAxis up = y.equals("return") ? Look.free(y) : new NumberAxis(y);
        JFreeChart chart = Look.chart(title, across, up, new XYSeriesCollection(series), renderer);
        chart.removeLegend(); // one series, which the axes name
        return new Figure(name, caption, chart, numbers, WIDTH, HEIGHT);
    }
}
