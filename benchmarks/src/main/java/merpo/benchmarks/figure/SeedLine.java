package merpo.benchmarks.figure;

import java.util.List;

/**
 * A line with a band, by whose points seeds are summed up.
 *
 * @param label in the legend; lines of one label look alike in every panel
 * @param level whether it is something to compare with, drawn thin and dashed without a band
 */
public record SeedLine(String label, boolean level, List<Band> points) {
    public SeedLine {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("line \"" + label + "\" has no points");
        }
    }

    /** A line of means with a band of one standard deviation. */
    public static SeedLine ofDeviations(String label, boolean level, List<Curve.Point> points) {
        return new SeedLine(label, level, points.stream().map(Band::ofDeviation).toList());
    }

    /** The same over shares of the way to its last point, 0 to 100. */
    public SeedLine inPercent() {
        double last = points.get(points.size() - 1).x();
        return last > 0 ? times(100 / last) : this;
    }

    /** The same on a scale of other units. */
    public SeedLine times(double unit) {
        return new SeedLine(label, level, points.stream().map(p -> p.at(unit * p.x())).toList());
    }
}
