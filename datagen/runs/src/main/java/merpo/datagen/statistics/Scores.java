package merpo.datagen.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Scores of one method's runs on some tasks, and their summaries as rliable defines them (Agarwal
 * et al., "Deep reinforcement learning at the edge of the statistical precipice", NeurIPS 2021).
 */
public final class Scores {
    private final double[][] byTask; // [task][run]

    private Scores(double[][] byTask) {
        this.byTask = byTask;
    }

    /** What a summary lies in, both ends included. */
    public record Interval(double low, double high) {}

    /**
     * @param scores [run][task], at least one of each, all finite
     */
    public static Scores ofRuns(double[][] scores) {
        int tasks = scores.length == 0 ? 0 : scores[0].length;
        if (tasks == 0) {
            throw new IllegalArgumentException(
                    "Scores of %d runs and %d tasks, must be at least 1 of each"
                            .formatted(scores.length, tasks));
        }
        double[][] byTask = new double[tasks][scores.length];
        for (int run = 0; run < scores.length; run++) {
            if (scores[run].length != tasks) {
                throw new IllegalArgumentException(
                        "Run %d has scores of %d tasks, must be %d as in run 0"
                                .formatted(run, scores[run].length, tasks));
            }
            for (int task = 0; task < tasks; task++) {
                if (!Double.isFinite(scores[run][task])) {
                    throw new IllegalArgumentException(
                            "Run %d has the score %s on task %d, must be finite"
                                    .formatted(run, scores[run][task], task));
                }
                byTask[task][run] = scores[run][task];
            }
        }
        return new Scores(byTask);
    }

    /** The mean over all runs and tasks. */
    public double mean() {
        return Statistics.mean(all());
    }

    /** The median over tasks of each task's mean over runs. */
    public double median() {
        return Statistics.median(Arrays.stream(byTask).mapToDouble(Statistics::mean).toArray());
    }

    /** The interquartile mean over all runs and tasks together. */
    public double interquartileMean() {
        return Statistics.interquartileMean(all());
    }

    /** How far scores stay below 1 on average; what lies above counts as 1. */
    public double optimalityGap() {
        return 1 - Statistics.mean(Arrays.stream(all()).map(score -> Math.min(score, 1)).toArray());
    }

    private double[] all() {
        return Arrays.stream(byTask).flatMapToDouble(Arrays::stream).toArray();
    }

    /**
     * The confidence interval of a summary by a stratified bootstrap, percentile method: each
     * task's runs are drawn again with replacement, independently of the other tasks'.
     *
     * @param summary such as {@code Scores::interquartileMean}
     * @param confidence share of the resampled summaries inside, in (0, 1), such as 0.95
     * @param resamples at least 1; rliable draws 50 000
     * @param seed the same gives the same interval
     */
    public Interval interval(
            ToDoubleFunction<Scores> summary, double confidence, int resamples, long seed) {
        if (!(confidence > 0 && confidence < 1) || resamples < 1) {
            throw new IllegalArgumentException(
                    "An interval of confidence %s from %d resamples, must be in (0, 1) and at least 1"
                            .formatted(confidence, resamples));
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] summaries = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            summaries[i] = summary.applyAsDouble(resampled(random));
        }
        double outside = (1 - confidence) / 2;
        return new Interval(
                Statistics.quantile(outside, summaries),
                Statistics.quantile(1 - outside, summaries));
    }

    private Scores resampled(SplittableRandom random) {
        return new Scores(
                Arrays.stream(byTask)
                        .map(
                                runs ->
                                        random.ints(runs.length, 0, runs.length)
                                                .mapToDouble(run -> runs[run])
                                                .toArray())
                        .toArray(double[][]::new));
    }
}
