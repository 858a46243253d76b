package merpo.benchmarks.watch;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a run directory says at one moment.
 *
 * @param name of the directory
 * @param plan from {@code config.yaml}
 * @param progress from {@code metrics.csv}
 * @param metrics one per column of {@code metrics.csv} but the step; before its first row, of what
 *     the stages before it wrote
 * @param returns one per policy, task and seed of {@code returns.csv}
 * @param alarms from {@code alarms.csv}, oldest first
 * @param residentBytes last of {@code memory.csv}, or -1 when unknown
 * @param troubles why a file could not be read, if one could not
 */
record RunTables(
        String name,
        Plan plan,
        Progress progress,
        List<Series> metrics,
        List<ReturnCurve> returns,
        List<Alarm> alarms,
        long residentBytes,
        List<String> troubles) {
    RunTables {
        metrics = List.copyOf(metrics);
        returns = List.copyOf(returns);
        alarms = List.copyOf(alarms);
        troubles = List.copyOf(troubles);
    }

    /**
     * What the run is about; a text is empty when unknown.
     *
     * @param steps how many it will make, or -1 when unknown
     */
    record Plan(String algorithm, String environment, String seed, long steps) {
        static final Plan UNKNOWN = new Plan("", "", "", -1);
    }

    /**
     * How far it is.
     *
     * @param step the last one, or -1 before the first
     * @param stepsPerSecond lately; not-a-number when unknown
     * @param silentSeconds since the last row; not-a-number when unknown
     * @param stage what the stage at work says of itself; empty when unknown
     */
    record Progress(long step, double stepsPerSecond, double silentSeconds, String stage) {
        static final Progress NONE = before("");

        /** The first step. */
        static Progress before(String stage) {
            return new Progress(-1, Double.NaN, Double.NaN, stage);
        }
    }

    /**
     * Returns of one policy on one task.
     *
     * @param std of the last return, over its episodes; not-a-number when unknown
     * @param score of the last return; not-a-number when unknown
     */
    record ReturnCurve(String task, String policy, Series returns, double std, double score) {
        /** Over tasks, as far as all of them were measured; its task is {@code all}. */
        static ReturnCurve mean(List<ReturnCurve> tasks) {
            int length =
                    tasks.stream().mapToInt(task -> task.returns().values().size()).min().orElse(0);
            List<Double> means =
                    IntStream.range(0, length)
                            .mapToObj(i -> average(tasks, task -> task.returns().values().get(i)))
                            .toList();
            return new ReturnCurve(
                    "all",
                    tasks.get(0).policy(),
                    new Series("return", means),
                    Double.NaN,
                    average(tasks, ReturnCurve::score));
        }

        private static double average(
                List<ReturnCurve> tasks, ToDoubleFunction<ReturnCurve> quantity) {
            return tasks.stream().mapToDouble(quantity).average().orElse(Double.NaN);
        }
    }

    /** Something that a person should look at. */
    record Alarm(String step, String name, String text) {}
}
