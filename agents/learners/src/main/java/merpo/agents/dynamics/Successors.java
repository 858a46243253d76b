package merpo.agents.dynamics;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Scaling;

/**
 * What the models predict for one step of some rows: a Gaussian for each row, of the elite drawn
 * for it. Every elite is evaluated on its own rows only.
 */
final class Successors {
    private final TaskModels models;
    private final int[][] place; // [task][row]: position in the arrays below
    private final float[] mean; // [T * E * width, targets], standardised
    private final float[] deviation; // likewise

    private Successors(TaskModels models, int[][] place, float[] mean, float[] deviation) {
        this.models = models;
        this.place = place;
        this.mean = mean;
        this.deviation = deviation;
    }

    /**
     * @param states of each task, [task][row * observation]; rows may differ between tasks
     * @param actions of each task, [task][row * action]
     */
    static Successors predict(
            NDManager scratch,
            TaskModels models,
            float[][] states,
            float[][] actions,
            List<RandomGenerator> randoms) {
        DynamicsNetwork network = models.network();
        int[] rows =
                Arrays.stream(states)
                        .mapToInt(own -> own.length / network.observationSize())
                        .toArray();
        Assignment assignment = Assignment.draw(models.elites(), rows, randoms);
        Shape block = new Shape(rows.length, models.elites(), assignment.width(), network.inputs());
        float[] input = new float[Math.toIntExact(block.size())];
        for (int task = 0; task < rows.length; task++) {
            standardise(
                    models.scale(task),
                    states[task],
                    actions[task],
                    assignment.place()[task],
                    input);
        }
        DynamicsNetwork.Prediction prediction =
                network.predict(scratch.create(input, block), models.trusted().constant());
        return new Successors(
                models,
                assignment.place(),
                prediction.mean().toFloatArray(),
                Scaling.by(0.5, prediction.logVariance()).exp().toFloatArray());
    }

    private static void standardise(
            Standardization scale, float[] states, float[] actions, int[] place, float[] input) {
        int rows = place.length;
        int n = rows == 0 ? 0 : states.length / rows;
        int m = rows == 0 ? 0 : actions.length / rows;
        for (int row = 0; row < rows; row++) {
            int at = place[row] * (n + m);
            for (int i = 0; i < n; i++) {
                input[at + i] = scale.input(i, states[row * n + i]);
            }
            for (int i = 0; i < m; i++) {
                input[at + n + i] = scale.input(n + i, actions[row * m + i]);
            }
        }
    }

    /**
     * Draws the successor of one row.
     *
     * @param states of its task
     * @param next the successor's observation, written here
     * @return its reward
     */
    float draw(int task, int row, float[] states, float[] next, RandomGenerator random) {
        Standardization scale = models.scale(task);
        int n = next.length;
        int at = place[task][row] * (n + 1);
        for (int i = 0; i < n; i++) {
            double drawn = mean[at + i] + deviation[at + i] * random.nextGaussian();
            next[i] = (float) (states[row * n + i] + scale.raw(i, drawn));
        }
        return (float) scale.raw(n, mean[at + n] + deviation[at + n] * random.nextGaussian());
    }
}
