package merpo.datagen.behavior;

import java.util.Arrays;
import merpo.datagen.statistics.Statistics;

/** Means and deviations of returns, [T][episodes], one per task. */
final class TaskReturns {
    private TaskReturns() {}

    static double[] means(double[][] returns) {
        return Arrays.stream(returns).mapToDouble(Statistics::mean).toArray();
    }

    static double[] deviations(double[][] returns) {
        return Arrays.stream(returns).mapToDouble(Statistics::deviation).toArray();
    }
}
