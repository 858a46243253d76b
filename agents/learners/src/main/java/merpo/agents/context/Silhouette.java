package merpo.agents.context;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import merpo.agents.Embedding;

/**
 * How well embeddings tell their tasks apart (Rousseeuw 1987): for each the distance to the nearest
 * other task's less that to its own task's, over the larger of the two, both means over the others;
 * then the mean over all. 1 where tasks lie far apart, 0 where they overlap.
 */
public final class Silhouette {
    private Silhouette() {}

    /** 0 where there are fewer than two tasks. */
    public static double of(List<Embedding> embeddings) {
        if (embeddings.stream().map(Embedding::task).distinct().count() < 2) {
            return 0;
        }
        return IntStream.range(0, embeddings.size())
                .mapToDouble(own -> of(own, embeddings))
                .average()
                .orElseThrow();
    }

    private static double of(int at, List<Embedding> all) {
        Embedding one = all.get(at);
        Map<Integer, Double> distances =
                IntStream.range(0, all.size())
                        .filter(other -> other != at)
                        .mapToObj(all::get)
                        .collect(
                                Collectors.groupingBy(
                                        Embedding::task,
                                        Collectors.averagingDouble(
                                                other -> distance(one.z(), other.z()))));
        Double own = distances.remove(one.task());
        if (own == null) {
            return 0; // alone in its task
        }
        double nearest =
                distances.values().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double larger = Math.max(own, nearest);
        return larger == 0 ? 0 : (nearest - own) / larger;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}
