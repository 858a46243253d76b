package merpo.benchmarks.paper;

import java.util.Arrays;
import java.util.List;
import merpo.datagen.statistics.Statistics;

/** How well a policy did along the steps of its runs: a score at each step, at least one. */
final class Course {
    private final double[] steps;
    private final double[] scores;

    /**
     * @param steps ascending, of the runs' own clock
     * @param scores 0 is the random policy, 1 the final return of SAC
     */
    Course(double[] steps, double[] scores) {
        if (steps.length == 0 || steps.length != scores.length) {
            throw new IllegalArgumentException(
                    "A course has %d steps and %d scores, needs as many of each, and one at least"
                            .formatted(steps.length, scores.length));
        }
        this.steps = steps;
        this.scores = scores;
    }

    /** The mean of several that stand at the same steps. */
    static Course mean(List<Course> all) {
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
    Course at(double[] places) {
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
    double[] steps() {
        return steps.clone();
    }

    double[] scores() {
        return scores.clone();
    }

    /** The mean over the last evaluations: where it ended. */
    double end() {
        return Statistics.mean(last(Conventions.FINAL_SHARE, Conventions.FINAL_LEAST));
    }

    /** Scores of the last evaluations: this share of them, at least {@code least} if there are. */
    double[] last(double share, int least) {
        int count = scores.length;
        int wanted = Math.min(count, Math.max(least, (int) Math.ceil(share * count - 1e-9)));
        return Arrays.copyOfRange(scores, count - wanted, count);
    }

    /** Each score averaged with its neighbours; at the ends with those that there are. */
    double[] smoothed(int window) {
        double[] smooth = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            int from = Math.max(0, i - window / 2);
            int to = Math.min(scores.length, i + window / 2 + 1);
            smooth[i] = Arrays.stream(scores, from, to).average().orElseThrow();
        }
        return smooth;
    }
}
