package merpo.agents.training;

import java.util.Map;
import merpo.agents.StepwiseLearner;
import merpo.datagen.nn.NonFiniteException;
import merpo.datagen.run.Metrics;
import merpo.datagen.run.Refusal;

/**
 * Steps of a learner as a training takes them.
 *
 * @param stage that takes them
 */
record Steps(TrainingData data, String stage) {
    /**
     * @throws Refusal where a number is not finite: which, when, and what to do
     */
    Map<String, Double> take(StepwiseLearner learner, int step) {
        TrainingConfig config = data.config();
        try {
            return learner.step();
        } catch (NonFiniteException e) {
            String what =
                    stage.equals(Stages.LEARN)
                            ? config.algorithm()
                            : config.algorithm() + ", " + stage;
            throw new Refusal(
                    "%s, step %d, %s: %s. The last checkpoint is whole; %s, and begin again in another --out"
                            .formatted(
                                    what,
                                    step,
                                    place(e.row()),
                                    e.getMessage(),
                                    config.method().steadier()),
                    e);
        }
    }

    /** Rows of one learner's stack over tasks are drawn anew in each step. */
    private String place(int row) {
        return data.config().together()
                ? "seed " + data.config().seed()
                : "seed %d, task %d"
                        .formatted(
                                data.seeds().seed(row), data.learning().tasks().get(row).index());
    }

    /** Writes a row, where one is due; whether it was. */
    boolean note(Metrics metrics, int step, Map<String, Double> seen) {
        boolean due = step % data.config().evaluation().metrics() == 0;
        if (due) {
            metrics.row(step, seen.values().stream().mapToDouble(Double::doubleValue).toArray());
        }
        return due;
    }
}
