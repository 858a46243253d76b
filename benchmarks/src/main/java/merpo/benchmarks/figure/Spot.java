package merpo.benchmarks.figure;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/** A ring around a place that matters. */
final class Spot extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;
    private static final double RADIUS = 6;

    private final double x;
    private final double y;

    Spot(double x, double y) {
        this.x = x;
        this.y = y;
    }

    @Override
    public void draw(
            Graphics2D canvas,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis across,
            ValueAxis up,
            int renderer,
            PlotRenderingInfo info) {
        double centerX = across.valueToJava2D(x, area, RectangleEdge.BOTTOM);
        double centerY = up.valueToJava2D(y, area, RectangleEdge.LEFT);
        canvas.setPaint(Look.INK);
        canvas.setStroke(new BasicStroke(1.4f));
        canvas.draw(
                new Ellipse2D.Double(centerX - RADIUS, centerY - RADIUS, 2 * RADIUS, 2 * RADIUS));
    }
}
