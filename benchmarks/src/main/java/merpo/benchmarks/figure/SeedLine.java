package merpo.benchmarks.figure;

import java.util.List;

/**
 * A line with its spread over seeds.
 *
 * @param label in the legend; lines of one label look alike in every panel
 * @param level whether it is something to compare with, drawn thin and dashed without a band
 */
public record SeedLine(String label, boolean level, List<Point> points) {
    /** Mean and standard deviation over seeds at one place of the axis. */
    public record Point(double x, Spread y) {}

    public SeedLine {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("line \"" + label + "\" has no points");
        }
    }

    /** The same over shares of the way to its last point, 0 to 100. */
    public SeedLine inPercent() {
        double last = points.get(points.size() - 1).x();
        if (last <= 0) {
            return this;
        }
        return new SeedLine(
                label,
                level,
                points.stream().map(p -> new Point(100 * p.x() / last, p.y())).toList());
    }
}
