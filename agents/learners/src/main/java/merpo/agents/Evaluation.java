package merpo.agents;

import merpo.datagen.settings.Setting;

/**
 * How often and how long policies are tried.
 *
 * @param every steps from one evaluation, and checkpoint, to the next
 * @param episodes deterministic episodes per task
 * @param metrics steps between two rows of {@code metrics.csv}
 */
public record Evaluation(int every, int episodes, int metrics) {
    public Evaluation {
        Setting.require("evaluation.every", every, every >= 1, "at least 1");
        Setting.require("evaluation.episodes", episodes, episodes >= 1, "at least 1");
        Setting.require("evaluation.metrics", metrics, metrics >= 1, "at least 1");
    }

    /** The same, with so many episodes per task. */
    public Evaluation withEpisodes(int episodes) {
        return new Evaluation(every, episodes, metrics);
    }
}
