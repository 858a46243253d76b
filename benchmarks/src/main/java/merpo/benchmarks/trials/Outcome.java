package merpo.benchmarks.trials;

import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import merpo.datagen.statistics.Scores;

/**
 * Where runs ended, and the best that they were on the way, side by side.
 *
 * @param last means over the last evaluations
 * @param best of each run the evaluation with the highest mean over its tasks
 */
public record Outcome(Summary last, Summary best) {
    /** Of all its runs. */
    public static Outcome of(Trials trials) {
        return new Outcome(
                summary(trials, seed -> Course::end),
                summary(
                        trials,
                        seed -> {
                            int place = peak(trials.seed(seed).scores());
                            return course -> course.scores()[place];
                        }));
    }

    /** Of a run the evaluation with the highest mean over its tasks, the first of several. */
    private static int peak(double[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    private static Summary summary(Trials trials, Function<Integer, ToDoubleFunction<Course>> of) {
        return Summary.of(
                Scores.ofRuns(
                        trials.seeds().stream()
                                .map(
                                        seed ->
                                                trials.tasks().stream()
                                                        .map(task -> trials.of(seed, task))
                                                        .mapToDouble(of.apply(seed))
                                                        .toArray())
                                .toArray(double[][]::new)));
    }
}
