package merpo.agents.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import merpo.agents.Reading;
import merpo.agents.clone.BehaviorClone;
import merpo.agents.dynamics.DynamicsConfig;
import merpo.agents.dynamics.EnsembleConfig;
import merpo.agents.merpo.MerpoConfig;
import merpo.agents.rac.RacConfig;
import merpo.datagen.nn.Seeds;
import merpo.datagen.settings.Setting;

/**
 * The whole configuration of a training, as its {@code config.yaml} holds it.
 *
 * @param algorithm as on the command line
 * @param environment id
 * @param scale name of the preset that it started from
 * @param reading whether the paper is followed to the letter where that does not learn
 * @param seed from which every draw follows
 * @param seeds how many learners of each task one stack holds, with seeds {@code seed}, {@code
 *     seed} + 1 and so on; 1 for meta-learners
 * @param steps on the learner's clock: gradient steps, or meta-iterations
 * @param data what is learned from
 * @param metaPolicy what COMBO-3 and RAC are held near: {@code zoo:good}, {@code zoo:poor}, or a
 *     file; empty for other algorithms
 * @param model directory of a training whose dynamics ensembles are taken; empty to train own ones
 * @param learning the learner's settings
 * @param imitation the behavior clone
 * @param evaluation how often and how long policies are tried
 */
public record TrainingConfig(
        String algorithm,
        String environment,
        String scale,
        Reading reading,
        long seed,
        int seeds,
        int steps,
        Data data,
        String metaPolicy,
        String model,
        Learning learning,
        BehaviorClone.Config imitation,
        Evaluation evaluation) {

    public TrainingConfig {
        Setting.require("steps", steps, steps >= 0, "at least 0");
        Setting.require("seeds", seeds, seeds >= 1, "at least 1");
        if (learning instanceof Meta && seeds > 1) {
            throw new IllegalArgumentException(
                    "seeds is %d, must be 1 for %s: a stack of several seeds is for learners of single tasks. Train each in a run of its own: --seed"
                            .formatted(seeds, algorithm));
        }
        if (learning instanceof Meta meta && meta.merpo().iterations() != steps) {
            throw new IllegalArgumentException(
                    "learning.merpo.iterations is %d while steps is %d: they are one number. Set steps"
                            .formatted(meta.merpo().iterations(), steps));
        }
    }

    /** Settings of a learner. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Alone.class, name = "alone"),
        @JsonSubTypes.Type(value = Meta.class, name = "meta")
    })
    public sealed interface Learning permits Alone, Meta {}

    /**
     * Each task for itself.
     *
     * @param rac the learner
     * @param annealing whether the actor's rate falls to 0 until the last step, as in COMBO's code
     * @param ensemble its dynamics
     */
    public record Alone(RacConfig rac, boolean annealing, EnsembleConfig ensemble)
            implements Learning {}

    /**
     * Over tasks.
     *
     * @param merpo the meta-learner
     * @param dynamics the meta-model
     */
    public record Meta(MerpoConfig merpo, DynamicsConfig dynamics) implements Learning {}

    /**
     * Which datasets, and how much of them.
     *
     * @param directory of dataset files
     * @param test directory of the test tasks' files; empty where they lie beside the others
     * @param trajectories first episodes of each training task that are used; 0 for all
     * @param digests of the files, by which a resumed training knows them again
     */
    public record Data(String directory, String test, int trajectories, List<String> digests) {
        public Data {
            digests = List.copyOf(digests);
            Setting.require(
                    "data.trajectories", trajectories, trajectories >= 0, "at least 0 (all)");
        }
    }

    /**
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
    }

    /** The random streams of a stack of so many tasks. */
    Seeds streams(int tasks) {
        return Seeds.from(seed, seeds, tasks);
    }

    /** The within-task learner. */
    RacConfig rac() {
        return learning instanceof Meta meta ? meta.merpo().inner() : ((Alone) learning).rac();
    }

    /** Whether it trains dynamics models itself. */
    boolean hasOwnModel() {
        return rac().usesModel() && model.isEmpty();
    }

    /** The same, with so many episodes per task in each evaluation. */
    TrainingConfig withEpisodes(int episodes) {
        return new TrainingConfig(
                algorithm,
                environment,
                scale,
                reading,
                seed,
                seeds,
                steps,
                data,
                metaPolicy,
                model,
                learning,
                imitation,
                new Evaluation(evaluation.every(), episodes, evaluation.metrics()));
    }
}
