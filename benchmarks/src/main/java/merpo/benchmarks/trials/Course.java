package merpo.benchmarks.trials;

import java.util.Arrays;
import java.util.List;
import merpo.datagen.statistics.Statistics;

/** How well a policy did along the steps of its runs: a score at each step, at least one. */
public final class Course {
    /** Share of the evaluations, the last ones, that an end averages ... */
    private static final double FINAL_SHARE = 0.1;

    /** ... and how many at least, as single evaluations scatter. */
    private static final int FINAL_LEAST = 5;

    private final double[] steps;
    private final double[] scores;

    /**
     * @param steps ascending, of the runs' own clock
     * @param scores 0 is the random policy, 1 the final return of SAC
     */
    public Course(double[] steps, double[] scores) {
        if (steps.length == 0 || steps.length != scores.length) {
            throw new IllegalArgumentException(
                    "A course has %d steps and %d scores, needs as many of each, and one at least"
                            .formatted(steps.length, scores.length));
        }
        this.steps = steps;
        this.scores = scores;
    }

    /** The mean of several that stand at the same steps. */
    public static Course mean(List<Course> all) {
        double[] sum = new double[all.get(0).scores.length];
        for (Course one : all) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += one.scores[i];
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= all.size();
        }
        return new Course(all.get(0).steps, sum);
    }

    /** What of it stands at some of its steps. */
    public Course at(double[] places) {
        if (Arrays.equals(places, steps)) {
            return this;
        }
        double[] there =
                Arrays.stream(places)
                        .map(place -> scores[Arrays.binarySearch(steps, place)])
                        .toArray();
        return new Course(places, there);
    }

    /** Where it was measured, ascending. */
    public double[] steps() {
        return steps.clone();
    }

    /** One at each step. */
    public double[] scores() {
        return scores.clone();
    }

    /** The mean over the last evaluations: where it ended. */
    public double end() {
        return Statistics.mean(last(FINAL_SHARE, FINAL_LEAST));
    }

    /** Scores of the last evaluations: this share of them, at least {@code least} if there are. */
    public double[] last(double share, int least) {
        int count = scores.length;
        int wanted = Math.min(count, Math.max(least, (int) Math.ceil(share * count - 1e-9)));
        return Arrays.copyOfRange(scores, count - wanted, count);
    }

    /** Each score averaged with its neighbours; at the ends with those that there are. */
    public double[] smoothed(int window) {
        double[] smooth = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            int from = Math.max(0, i - window / 2);
            int to = Math.min(scores.length, i + window / 2 + 1);
            smooth[i] = Arrays.stream(scores, from, to).average().orElseThrow();
        }
        return smooth;
    }
}
