package merpo.benchmarks.paper;

import java.util.ArrayList;
import java.util.List;

/**
 * New tasks that a finished training of a learner over tasks is adapted to, each part of the answer
 * tried without it as well.
 *
 * @param data of the new tasks alone
 * @param trajectories of each that are used
 * @param steps on them, 0 for as many as the training was tried with
 * @param every steps between two points of a curve
 */
record NewTasks(DatasetSpec data, int trajectories, int steps, int every) {
    /** Such as {@code adapted-good-200}: part of a run's name. */
    String name() {
        return "adapted-%s-%d".formatted(data.quality(), trajectories);
    }

    /** The words of {@code ./merpo adapt} that are its own. */
    List<String> words() {
        List<String> words = new ArrayList<>(List.of("--ablations"));
        words.addAll(List.of("--trajectories", Integer.toString(trajectories)));
        words.addAll(List.of("--every", Integer.toString(every)));
        if (steps > 0) {
            words.addAll(List.of("--steps", Integer.toString(steps)));
        }
        return words;
    }
}
