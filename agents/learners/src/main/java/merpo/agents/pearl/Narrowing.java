package merpo.agents.pearl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import merpo.agents.Finding;
import merpo.agents.TaskData;
import merpo.agents.context.ContextRows;
import merpo.agents.context.Embeddings;
import merpo.agents.context.Posterior;

/**
 * How a posterior narrows as its context grows: its own deviation, and how far apart the means of
 * two contexts of one task lie. Where the first is below the second, it is surer than it may be.
 *
 * @param manager of the encoder
 * @param context of the training; others are shorter or longer
 * @param encoder from contexts [T, C, width] to what each says
 */
record Narrowing(NDManager manager, ContextRows context, Function<NDArray, Posterior> encoder) {
    private static final int LONGER = 4; // times a context of the training
    private static final List<String> COLUMNS = List.of("context_rows", "deviation", "distance");

    /** A row for each length of context. */
    Finding of(TaskData tasks) {
        int longest = tasks.rows().stream().mapToInt(buffer -> buffer.size()).min().orElseThrow();
        List<List<Double>> rows = new ArrayList<>();
        for (int length : lengths(context.rows(), longest)) {
            rows.add(row(length, tasks));
        }
        return new Finding("posterior", COLUMNS, rows);
    }

    /**
     * 1, 2, 4, ... up to a context of the training, that one, and four times as many where every
     * task has them.
     */
    static List<Integer> lengths(int context, int longest) {
        TreeSet<Integer> lengths = new TreeSet<>(List.of(context));
        for (int length = 1; length < context; length *= 2) {
            lengths.add(length);
        }
        if (LONGER * context <= longest) {
            lengths.add(LONGER * context);
        }
        return List.copyOf(lengths);
    }

    private List<Double> row(int length, TaskData tasks) {
        ContextRows here = new ContextRows(length, context.nextObservation());
        double deviation = 0;
        List<float[]> means = new ArrayList<>();
        for (int i = 0; i < Embeddings.SEVERAL; i++) {
            try (NDManager scratch = manager.newSubManager()) {
                String purpose = "context %d of %d rows".formatted(i, length);
                NDArray drawn = here.draw(tasks.rows(), tasks.seeds().streams(purpose), scratch);
                Posterior each = encoder.apply(drawn);
                deviation += each.variance().sqrt().mean().getFloat() / Embeddings.SEVERAL;
                means.add(each.mean().toFloatArray());
            }
        }
        return List.of((double) length, deviation, distance(means, tasks.tasks()));
    }

    /**
     * The mean distance of two points of one task, over tasks and all pairs.
     *
     * @param means of all tasks, [T * latent] for each context
     */
    static double distance(List<float[]> means, int tasks) {
        int latent = means.get(0).length / tasks;
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < means.size(); i++) {
            for (int j = i + 1; j < means.size(); j++) {
                for (int task = 0; task < tasks; task++) {
                    sum += distance(means.get(i), means.get(j), task * latent, latent);
                    pairs++;
                }
            }
        }
        return sum / pairs;
    }

    private static double distance(float[] one, float[] other, int from, int count) {
        double squares = 0;
        for (int i = from; i < from + count; i++) {
            double difference = one[i] - other[i];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
