package merpo.benchmarks.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.data.Range;

/** Lines with a band over seeds: one panel of a sheet. */
public final class SeedFigure {
    private static final int FEW_POINTS = 12;

    /** Levels take turns; grey, as nothing is learnt there. */
    private static final List<float[]> DASHES =
            List.of(new float[] {7, 4}, new float[] {2, 3}, new float[] {9, 3, 2, 3});

    private static final Color LEVEL = new Color(0x6B7280);

    private SeedFigure() {}

    /**
     * A panel.
     *
     * @param colors by label, of all panels of a sheet; levels need none
     * @param height in pixels, its legend included
     */
    public static Figure of(
            String name,
            String title,
            String x,
            String y,
            List<SeedLine> lines,
            Map<String, Color> colors,
            int width,
            int height) {
        Bands bands = new Bands(true);
        double first = edge(lines, true);
        double last = edge(lines, false);
        int levels = 0;
        for (SeedLine line : lines) {
            boolean few = line.points().size() <= FEW_POINTS && !across(line);
            Color color = line.level() ? LEVEL : colors.get(line.label());
            BasicStroke stroke = line.level() ? dashed(levels++) : new BasicStroke(2.2f);
            int place = bands.add(line.label(), drawn(line, first, last), color, stroke);
            bands.renderer().setSeriesShape(place, new Ellipse2D.Double(-3, -3, 6, 6));
            bands.renderer().setSeriesShapesVisible(place, few && !line.level());
        }
        JFreeChart chart = bands.chart(title, x, y);
        return new Figure(name, title, chart, numbers(x, lines), width, height);
    }

    /** Gives panels one upright scale, so that heights compare between them. */
    public static void shareScale(List<Figure> panels) {
        List<ValueAxis> axes =
                panels.stream().map(panel -> panel.chart().getXYPlot().getRangeAxis()).toList();
        Range all = axes.stream().map(ValueAxis::getRange).reduce(Range::combine).orElseThrow();
        axes.forEach(axis -> axis.setRange(all));
    }

    /** One point, or a level, is drawn from edge to edge. */
    private static boolean across(SeedLine line) {
        return line.level() || line.points().size() == 1;
    }

    private static List<Band> drawn(SeedLine line, double first, double last) {
        if (!across(line)) {
            return line.points();
        }
        Band own = line.points().get(line.points().size() - 1);
        Band band = line.level() ? Band.level(own.x(), own.mean()) : own;
        return List.of(band.at(first), band.at(last));
    }

    private static double edge(List<SeedLine> lines, boolean first) {
        double[] all =
                lines.stream()
                        .flatMap(line -> line.points().stream())
                        .mapToDouble(Band::x)
                        .sorted()
                        .toArray();
        return all.length == 0 ? 0 : first ? all[0] : all[all.length - 1];
    }

    private static BasicStroke dashed(int turn) {
        return new BasicStroke(
                1.4f,
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                1f,
                DASHES.get(turn % DASHES.size()),
                0f);
    }

    private static String numbers(String x, List<SeedLine> lines) {
        StringBuilder text = new StringBuilder(x + ",line,mean,low,high\n");
        for (SeedLine line : lines) {
            for (Band point : line.points()) {
                text.append(point.x()).append(",\"").append(line.label()).append("\",");
                text.append(point.mean()).append(',').append(point.low());
                text.append(',').append(point.high()).append('\n');
            }
        }
        return text.toString();
    }
}
