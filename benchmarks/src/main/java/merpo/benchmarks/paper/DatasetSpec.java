package merpo.benchmarks.paper;

import java.util.ArrayList;
import java.util.List;

/**
 * A dataset that the zoo's policies make.
 *
 * @param environment id, such as {@code hopper}
 * @param quality as {@code ./merpo generate} knows it
 * @param transitions at least, of each task
 * @param seed of actions and start states
 * @param newTasks whether it is of the test tasks alone
 */
record DatasetSpec(
        String environment, String quality, int transitions, int seed, boolean newTasks) {
    /** Of all tasks, with seed 0. */
    DatasetSpec(String environment, String quality, int transitions) {
        this(environment, quality, transitions, 0, false);
    }

    /** Of the test tasks alone. */
    DatasetSpec ofNewTasks() {
        return new DatasetSpec(environment, quality, transitions, seed, true);
    }

    /** Other data of the same tasks. */
    DatasetSpec withSeed(int other) {
        return new DatasetSpec(environment, quality, transitions, other, newTasks);
    }

    /** Such as {@code hopper-medium-50000}. */
    String name() {
        return "%s-%s-%d%s%s"
                .formatted(
                        environment,
                        quality,
                        transitions,
                        seed == 0 ? "" : "-seed" + seed,
                        newTasks ? "-new" : "");
    }

    /** The words of {@code ./merpo generate} that make it, all but where. */
    List<String> words() {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "generate",
                                "--env",
                                environment,
                                "--quality",
                                quality,
                                "--transitions",
                                Integer.toString(transitions)));
        if (seed != 0) {
            words.addAll(List.of("--seed", Integer.toString(seed)));
        }
        if (newTasks) {
            words.addAll(List.of("--only", "test"));
        }
        return words;
    }
}
