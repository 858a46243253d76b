package merpo.benchmarks.figure;

import java.util.List;

/**
 * A line with its spread over seeds.
 *
 * @param label in the legend; lines of one label look alike in every panel
 * @param level whether it is something to compare with, drawn thin and dashed without a band
 */
public record SeedLine(String label, boolean level, List<Curve.Point> points) {
    public SeedLine {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("line \"" + label + "\" has no points");
        }
    }
}
