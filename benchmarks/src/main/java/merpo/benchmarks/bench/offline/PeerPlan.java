package merpo.benchmarks.bench.offline;

import merpo.datagen.run.Names;
import merpo.datagen.settings.Setting;

/**
 * A training of another library: sizes and budget, which ours beside it share.
 *
 * @param learner its word
 * @param data directory with one dataset file
 * @param seed of its draws and of the start states that it is tried from
 * @param steps of gradient descent, a multiple of {@code every}
 * @param every steps between two evaluations
 * @param episodes of an evaluation
 * @param hiddenLayers of actor and critics
 * @param width of each of them
 * @param batch transitions of a step
 */
public record PeerPlan(
        String learner,
        String data,
        long seed,
        int steps,
        int every,
        int episodes,
        int hiddenLayers,
        int width,
        int batch) {
    public PeerPlan {
        if (PeerLearner.named(learner).isEmpty()) {
            throw new IllegalArgumentException(
                    "LEARNER is \"%s\", must be one of %s"
                            .formatted(learner, Names.listed(PeerLearner.words())));
        }
        Setting.require("--every", every, every > 0, "positive");
        Setting.require(
                "--steps",
                steps,
                steps > 0 && steps % every == 0,
                "a multiple of --every, which is " + every);
        Setting.require("--episodes", episodes, episodes > 0, "positive");
        Setting.require("--hidden-layers", hiddenLayers, hiddenLayers > 0, "positive");
        Setting.require("--width", width, width > 0, "positive");
        Setting.require("--batch", batch, batch > 0, "positive");
    }

    /** Who learns. */
    PeerLearner who() {
        return PeerLearner.named(learner).orElseThrow();
    }
}
