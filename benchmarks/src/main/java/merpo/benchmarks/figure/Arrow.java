package merpo.benchmarks.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/** An arrow from a point of the chart, its length in the chart's units, its head in pixels. */
final class Arrow extends AbstractXYAnnotation {
    private static final long serialVersionUID = 1L;
    private static final double HEAD = 7;
    private static final double HALF_ANGLE = 0.45; // rad

    private final double x;
    private final double y;
    private final double dx;
    private final double dy;
    private final Color color;

    Arrow(double x, double y, double dx, double dy, Color color) {
        this.x = x;
        this.y = y;
        this.dx = dx;
        this.dy = dy;
        this.color = color;
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
        double fromX = across.valueToJava2D(x, area, RectangleEdge.BOTTOM);
        double fromY = up.valueToJava2D(y, area, RectangleEdge.LEFT);
        double toX = across.valueToJava2D(x + dx, area, RectangleEdge.BOTTOM);
        double toY = up.valueToJava2D(y + dy, area, RectangleEdge.LEFT);
        double back = Math.atan2(fromY - toY, fromX - toX);
        Path2D head = new Path2D.Double();
        head.moveTo(
                toX + HEAD * Math.cos(back - HALF_ANGLE), toY + HEAD * Math.sin(back - HALF_ANGLE));
        head.lineTo(toX, toY);
        head.lineTo(
                toX + HEAD * Math.cos(back + HALF_ANGLE), toY + HEAD * Math.sin(back + HALF_ANGLE));
        canvas.setPaint(color);
        canvas.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        canvas.draw(new Line2D.Double(fromX, fromY, toX, toY));
        canvas.draw(head);
    }
}
