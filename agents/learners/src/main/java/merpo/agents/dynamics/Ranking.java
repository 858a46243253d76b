package merpo.agents.dynamics;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import merpo.datagen.nn.ParameterStack;

/**
 * Judges one task's ensemble on the rows that it has not seen: elites are the members whose mean
 * errs least (PAPERS.md, "Ensembles").
 */
final class Ranking {
    private static final double CONSTANT = 1e-9; // variance below which a target tells nothing

    private final int members;
    private final int width;
    private final int rows;
    private final float[] mean; // [M, rows, width]
    private final float[] target; // [rows, width]

    private Ranking(int members, int width, float[] mean, float[] target) {
        this.members = members;
        this.width = width;
        this.rows = target.length / width;
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
        TaskModels.Quality[] quality = new TaskModels.Quality[data.size()];
        for (int task = 0; task < quality.length; task++) {
            try (ParameterStack own = parameters.gather(task)) {
                quality[task] = of(manager, network, own, data.get(task)).judge(elites);
            }
        }
        return quality;
    }

    /**
     * Held-out error of each member.
     *
     * @param own one task's parameters, [1, P]
     */
    static double[] memberErrors(
            NDManager manager, DynamicsNetwork network, ParameterStack own, ModelData data) {
        return of(manager, network, own, data).memberErrors();
    }

    private static Ranking of(
            NDManager manager, DynamicsNetwork network, ParameterStack own, ModelData data) {
        try (NDManager scratch = manager.newSubManager()) {
            ModelData.Pairs pairs = data.heldOut(scratch);
            return new Ranking(
                    network.members(),
                    network.targets(),
                    network.predict(pairs.input(), own.constant()).mean().toFloatArray(),
                    pairs.target().toFloatArray());
        }
    }

    private double[] memberErrors() {
        return IntStream.range(0, members).mapToDouble(this::error).toArray();
    }

    private TaskModels.Quality judge(int elites) {
        double[] memberError = memberErrors();
        int[] best =
                IntStream.range(0, members)
                        .boxed()
                        .sorted(Comparator.comparingDouble(member -> memberError[member]))
                        .limit(elites)
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[] rSquared =
                IntStream.range(0, width).mapToDouble(entry -> rSquared(entry, best)).toArray();
        return new TaskModels.Quality(best, memberError, rSquared);
    }

    /** Mean squared error of one member's mean. */
    private double error(int member) {
        double sum = 0;
        int first = member * target.length;
        for (int i = 0; i < target.length; i++) {
            double error = (double) mean[first + i] - target[i];
            sum += error * error;
        }
        return sum / target.length;
    }

    /** R squared of the average of the elites' means. */
    private double rSquared(int entry, int... best) {
        double[] truth = new double[rows];
        double residual = 0;
        for (int row = 0; row < rows; row++) {
            truth[row] = target[row * width + entry];
            double predicted = 0;
            for (int member : best) {
                predicted += mean[(member * rows + row) * width + entry] / (double) best.length;
            }
            residual += (truth[row] - predicted) * (truth[row] - predicted);
        }
        double average = Arrays.stream(truth).average().orElse(0);
        double spread = Arrays.stream(truth).map(y -> (y - average) * (y - average)).sum();
        return spread < CONSTANT * rows ? Double.NaN : 1 - residual / spread;
    }
}
