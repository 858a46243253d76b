package merpo.datagen.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
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
     * How likely a run of this method is to score higher than one of another on the same task,
     * averaged over tasks; equal scores count half (Mann and Whitney's U by the number of pairs).
     *
     * @param other of as many tasks, in the same order
     */
    public double probabilityOfImprovement(Scores other) {
        if (byTask.length != other.byTask.length) {
            throw new IllegalArgumentException(
                    "Scores of %d tasks are compared with scores of %d, must be of the same tasks"
                            .formatted(byTask.length, other.byTask.length));
        }
        double sum = 0;
        for (int task = 0; task < byTask.length; task++) {
            sum += shareAbove(byTask[task], other.byTask[task]);
        }
        return sum / byTask.length;
    }

    private static double shareAbove(double[] own, double[] others) {
        double above = 0;
        for (double score : own) {
            for (double other : others) {
                above += score > other ? 1 : score == other ? 0.5 : 0;
            }
        }
        return above / (own.length * others.length);
    }

    /** The performance profile at a threshold: the share of all scores that lie above it. */
    public double shareAbove(double threshold) {
        return (double) Arrays.stream(all()).filter(score -> score > threshold).count()
                / all().length;
    }

    /**
     * The confidence interval of a summary by a stratified bootstrap: each task's runs are drawn
     * again, independently of the other tasks'.
     *
     * @param summary such as {@code Scores::interquartileMean}
     */
    public Interval interval(ToDoubleFunction<Scores> summary, Bootstrap bootstrap) {
        return bootstrap.interval(random -> summary.applyAsDouble(resampled(random)));
    }

    /** The same of a comparison, such as {@code Scores::probabilityOfImprovement}. */
    public Interval interval(
            Scores other, ToDoubleBiFunction<Scores, Scores> comparison, Bootstrap bootstrap) {
        return bootstrap.interval(
                random -> comparison.applyAsDouble(resampled(random), other.resampled(random)));
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
