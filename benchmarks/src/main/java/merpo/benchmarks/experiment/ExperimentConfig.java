package merpo.benchmarks.experiment;

import merpo.agents.Reading;
import merpo.agents.clone.BehaviorClone;
import merpo.agents.dynamics.DynamicsConfig;
import merpo.agents.merpo.MerpoConfig;
import merpo.datagen.dataset.Quality;
import merpo.datagen.sac.SacConfig;
import merpo.datagen.settings.Setting;

/**
 * The whole configuration of a run, as {@code config.yaml} holds it.
 *
 * @param environment id of the environment
 * @param scale name of the preset that it started from
 * @param reading whether the paper is followed to the letter where that does not learn
 * @param seed from which every draw follows
 * @param quality of the data that the learners get
 * @param tasks how many tasks, from which draw
 * @param behavior the policies that make the data
 * @param data how much of it
 * @param model the dynamics ensemble and its meta-learning
 * @param merpo the meta-learner and its within-task learner
 * @param imitation the baseline that imitates the data
 * @param evaluation how often and how long policies are tried
 */
public record ExperimentConfig(
        String environment,
        String scale,
        Reading reading,
        long seed,
        Quality quality,
        Tasks tasks,
        SacConfig behavior,
        Data data,
        DynamicsConfig model,
        MerpoConfig merpo,
        BehaviorClone.Config imitation,
        Evaluation evaluation) {

    /** A line that names the experiment. */
    public String title() {
        return "%s, %s data, seed %d".formatted(environment, quality.text(), seed);
    }

    /**
     * @param training tasks that MerPO learns from
     * @param test tasks that it meets afterwards
     * @param drawSeed seed of the draw
     */
    public record Tasks(int training, int test, long drawSeed) {
        public Tasks {
            atLeast("tasks.training", training, 1);
            atLeast("tasks.test", test, 1);
        }
    }

    /**
     * @param trajectories episodes per task and quality
     */
    public record Data(int trajectories) {
        public Data {
            atLeast("data.trajectories", trajectories, 1);
        }
    }

    /**
     * @param episodes deterministic episodes per task
     * @param randomEpisodes uniformly random episodes per task, for score 0
     * @param learningEvery meta-iterations between two points of the learning curve
     * @param adaptationEvery steps between two points of the adaptation curve
     */
    public record Evaluation(
            int episodes, int randomEpisodes, int learningEvery, int adaptationEvery) {
        public Evaluation {
            atLeast("evaluation.episodes", episodes, 1);
            atLeast("evaluation.randomEpisodes", randomEpisodes, 1);
            atLeast("evaluation.learningEvery", learningEvery, 1);
            atLeast("evaluation.adaptationEvery", adaptationEvery, 1);
        }
    }

    private static void atLeast(String name, int value, int least) {
        Setting.require(name, value, value >= least, "at least " + least);
    }
}
