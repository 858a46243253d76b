package merpo.agents.dynamics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import merpo.datagen.nn.ParameterStack;

/**
 * Judges ensembles on rows that they have not seen: elites are the members whose mean errs least
 * (facts/algorithms.md 0.7).
 */
final class Ranking {
    private static final double CONSTANT = 1e-9; // variance below which a target tells nothing

    private final int members;
    private final int elites;
    private final int width;
    private final int rows;
    private final float[] mean; // [T, M, rows, width]
    private final float[] target; // [T, 1, rows, width]

    private Ranking(int members, int elites, int width, int rows, float[] mean, float[] target) {
        this.members = members;
        this.elites = elites;
        this.width = width;
        this.rows = rows;
        this.mean = mean;
        this.target = target;
    }

    /** One judgement per task. */
    static TaskModels.Quality[] of(
            NDManager manager,
            DynamicsNetwork network,
            ParameterStack parameters,
            List<ModelData> data,
            int elites) {
        int rows = ModelData.heldOutRows(data);
        try (NDManager scratch = manager.newSubManager()) {
            ModelData.Pairs pairs = ModelData.heldOut(scratch, data, rows);
            NDArray mean = network.predict(pairs.input(), parameters.constant()).mean();
            Ranking ranking =
                    new Ranking(
                            network.members(),
                            elites,
                            network.targets(),
                            rows,
                            mean.toFloatArray(),
                            pairs.target().toFloatArray());
            return IntStream.range(0, data.size())
                    .mapToObj(ranking::judge)
                    .toArray(TaskModels.Quality[]::new);
        }
    }

    private TaskModels.Quality judge(int task) {
        double[] memberError =
                IntStream.range(0, members).mapToDouble(member -> error(task, member)).toArray();
        int[] best =
                IntStream.range(0, members)
                        .boxed()
                        .sorted(Comparator.comparingDouble(member -> memberError[member]))
                        .limit(elites)
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[] rSquared =
                IntStream.range(0, width)
                        .mapToDouble(entry -> rSquared(task, entry, best))
                        .toArray();
        return new TaskModels.Quality(best, memberError, rSquared);
    }

    /** Mean squared error of one member's mean. */
    private double error(int task, int member) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            for (int entry = 0; entry < width; entry++) {
                double error = mean(task, member, row, entry) - target(task, row, entry);
                sum += error * error;
            }
        }
        return sum / rows / width;
    }

    /** R squared of the average of the elites' means. */
    private double rSquared(int task, int entry, int... best) {
        double[] truth = new double[rows];
        double residual = 0;
        for (int row = 0; row < rows; row++) {
            truth[row] = target(task, row, entry);
            double predicted = 0;
            for (int member : best) {
                predicted += mean(task, member, row, entry) / best.length;
            }
            residual += (truth[row] - predicted) * (truth[row] - predicted);
        }
        double average = Arrays.stream(truth).average().orElse(0);
        double spread = Arrays.stream(truth).map(y -> (y - average) * (y - average)).sum();
        return spread < CONSTANT * rows ? Double.NaN : 1 - residual / spread;
    }

    private double mean(int task, int member, int row, int entry) {
        return mean[((task * members + member) * rows + row) * width + entry];
    }

    private double target(int task, int row, int entry) {
        return target[(task * rows + row) * width + entry];
    }
}
