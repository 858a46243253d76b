package merpo.datagen.behavior;

import java.util.Arrays;

/** Means and deviations of returns, [T][episodes], one per task. */
final class TaskReturns {
    private TaskReturns() {}

    static double[] means(double[][] returns) {
        return Arrays.stream(returns)
                .mapToDouble(r -> Arrays.stream(r).average().orElseThrow())
                .toArray();
    }

    /** Roots of the mean square about the mean. */
    static double[] deviations(double[][] returns) {
        double[] means = means(returns);
        double[] deviations = new double[returns.length];
        for (int task = 0; task < returns.length; task++) {
            double mean = means[task];
            deviations[task] =
                    Math.sqrt(
                            Arrays.stream(returns[task])
                                    .map(r -> (r - mean) * (r - mean))
                                    .average()
                                    .orElseThrow());
        }
        return deviations;
    }
}
