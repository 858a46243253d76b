package merpo.benchmarks.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.hipparchus.util.MathArrays;

/**
 * How well groups of points stand apart (Rousseeuw 1987): the mean over points of {@code (b - a) /
 * max(a, b)}, where a is the mean Euclidean distance to the others of its own group and b the
 * smallest mean distance to another group. From -1 to 1; a point alone in its group counts 0.
 */
final class Silhouette {
    private Silhouette() {}

    /**
     * @param points [n][d]
     * @param groups [n], which group a point belongs to
     * @return empty where there are fewer than two groups
     */
    static OptionalDouble of(List<double[]> points, List<String> groups) {
        if (groups.stream().distinct().count() < 2) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (int i = 0; i < points.size(); i++) {
            Map<String, List<Double>> distances = new TreeMap<>();
            for (int j = 0; j < points.size(); j++) {
                if (j != i) {
                    distances
                            .computeIfAbsent(groups.get(j), group -> new ArrayList<>())
                            .add(MathArrays.distance(points.get(i), points.get(j)));
                }
            }
            List<Double> own = distances.remove(groups.get(i));
            if (own != null) {
                double a = Spread.of(own).mean();
                double b =
                        distances.values().stream()
                                .mapToDouble(others -> Spread.of(others).mean())
                                .min()
                                .orElseThrow();
                sum += Math.max(a, b) == 0 ? 0 : (b - a) / Math.max(a, b);
            }
        }
        return OptionalDouble.of(sum / points.size());
    }
}
