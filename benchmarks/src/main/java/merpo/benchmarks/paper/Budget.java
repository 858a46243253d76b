package merpo.benchmarks.paper;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import merpo.datagen.settings.Scale;
import merpo.envs.Environments;

/**
 * Every number that a scale sets for the paper's figures: the one place to change them. Sizes and
 * steps of the learners are those of {@code ./merpo train --scale}, unless an effort replaces them.
 *
 * @param scale as {@code ./merpo train --scale} knows it
 * @param seeds how many, from 0
 * @param transitions of each dataset of one task
 * @param trajectories of each training task that figures 9c and 10a compare, ascending; the last is
 *     what the datasets hold
 * @param fewTrajectories one of them: what the claim calls few, and what all other figures use
 * @param sweepSteps steps of a learner of one task in figure 5, which compares many; 0 for as many
 *     as elsewhere
 * @param anchor settings of the learners of anchor-1, by algorithm, whose data begin with a random
 *     policy and hold little of what is good
 * @param data making one dataset
 * @param ensemble training the dynamics ensembles of one task, all seeds
 * @param single training a learner of one task, all seeds
 * @param metaEnsemble training the dynamics ensembles of many tasks
 * @param meta training a meta-learner
 * @param adaptation of a trained meta-learner to new tasks, each part tried without it
 */
public record Budget(
        String scale,
        int seeds,
        int transitions,
        List<Integer> trajectories,
        int fewTrajectories,
        int sweepSteps,
        Map<String, Map<String, String>> anchor,
        Effort data,
        Effort ensemble,
        Effort single,
        Effort metaEnsemble,
        Effort meta,
        Adaptation adaptation) {
    /** Scales there are. */
    public static final List<String> SCALES = List.of("smoke", "small", "paper");

    /** Of the time that MerPO takes on the same data, as measured at scale small. */
    private static final Map<String, Double> SHARE_OF_METHOD =
            Map.of("focal", 0.45, "pearl", 0.45, "cbcq", 1.0, "mbml", 1.6, "macaw", 0.25);

    /** Of the time on the twenty walkers. */
    private static final Map<String, Double> SHARE_OF_FAMILY =
            Map.of("point-robot-wind", 0.45, "half-cheetah-fwd-back", 0.45, "ant-fwd-back", 0.6);

    private static final double SINGLE_STEPS = 30_000; // at scale small

    /** Four of five rows come from the data, elsewhere half of them. */
    private static final Map<String, String> MOSTLY_REAL = Map.of("learning.rac.realRatio", "0.8");

    /** As COMBO begins; with CQL's own weight of 1 imitation ends far from the data. */
    private static final Map<String, String> LESS_ENTROPY =
            Map.of(
                    "learning.rac.penalties.entropy.initial", "0.2",
                    "learning.rac.penalties.entropy.rate", "0.0003");

    /**
     * What one job may take.
     *
     * @param settings that replace those of the scale, by key
     * @param seconds expected on one core
     * @param heap of its virtual machine
     */
    public record Effort(Map<String, String> settings, double seconds, String heap) {
        public Effort {
            settings = Map.copyOf(settings);
        }
    }

    /**
     * What figures 7c, 9b and 10b do with new tasks.
     *
     * @param trajectories of each that figure 10b compares, ascending
     * @param steps on them, 0 for as many as the training was tried with
     * @param every steps between two points of a curve
     * @param seconds expected on one core
     */
    public record Adaptation(List<Integer> trajectories, int steps, int every, double seconds) {
        public Adaptation {
            trajectories = List.copyOf(trajectories);
        }

        int most() {
            return trajectories.get(trajectories.size() - 1);
        }
    }

    public Budget {
        trajectories = List.copyOf(trajectories);
        anchor = Map.copyOf(anchor);
        if (!trajectories.contains(fewTrajectories)) {
            throw new IllegalArgumentException(
                    "Budget.fewTrajectories is %s, must be one of %s"
                            .formatted(fewTrajectories, trajectories));
        }
    }

    /** The budget of a scale. */
    public static Budget of(String scale) {
        return switch (scale) {
            case "small" ->
                    new Budget(
                            "small",
                            3,
                            50_000,
                            List.of(50, 200, 400),
                            200,
                            20_000,
                            Map.of(
                                    "cql", cloneFirst(40_000, LESS_ENTROPY),
                                    "combo", cloneFirst(60_000, MOSTLY_REAL),
                                    "rac", cloneFirst(60_000, MOSTLY_REAL)),
                            new Effort(Map.of(), 60, "2g"),
                            new Effort(Map.of(), 270, "2g"),
                            new Effort(Map.of(), 300, "2g"),
                            new Effort(Map.of(), 200, "2g"),
                            new Effort(Map.of(), 400, "2g"),
                            new Adaptation(List.of(5, 10, 20, 50, 200), 500, 25, 150));
            case "smoke" ->
                    new Budget(
                            "smoke",
                            2,
                            2000,
                            List.of(4, 8),
                            4,
                            0,
                            Map.of(),
                            new Effort(Map.of(), 5, "1g"),
                            new Effort(Map.of(), 5, "1g"),
                            new Effort(Map.of(), 5, "1g"),
                            new Effort(Map.of(), 5, "1g"),
                            new Effort(Map.of(), 10, "1g"),
                            new Adaptation(List.of(2, 4), 0, 5, 10));
            case "paper" ->
                    new Budget(
                            "paper",
                            4,
                            1_000_000,
                            List.of(50, 200, 1000),
                            200,
                            0,
                            Map.of(),
                            new Effort(Map.of(), 600, "4g"),
                            new Effort(Map.of(), 14_400, "8g"),
                            new Effort(Map.of(), 86_400, "8g"),
                            new Effort(Map.of(), 14_400, "8g"),
                            new Effort(Map.of(), 43_200, "8g"),
                            new Adaptation(List.of(5, 10, 20, 50, 200), 5000, 100, 7200));
            default ->
                    throw new IllegalArgumentException(
                            "there is no budget for scale \"" + scale + "\", only for " + SCALES);
        };
    }

    /** The first 5000 steps only imitate the data. */
    private static Map<String, String> cloneFirst(int steps, Map<String, String> others) {
        Map<String, String> settings = new TreeMap<>(others);
        settings.put("steps", Integer.toString(steps));
        settings.put("learning.rac.optimizer.cloneSteps", "5000");
        return settings;
    }

    /** A training's seconds on one core: fewer where a method or a family asks for less. */
    double seconds(Training training) {
        if (training.peer().isPresent()) {
            int steps = Integer.parseInt(training.settings().get(PeerFigures.STEPS));
            return training.peer().get().seconds(steps) * (scale.equals("paper") ? 3 : 1);
        }
        if (!training.together()) {
            String steps = training.settings().get("steps");
            double share = steps == null ? 1 : Integer.parseInt(steps) / SINGLE_STEPS;
            return single.seconds() * tasksAtOnce(training) * (scale.equals("small") ? share : 1);
        }
        return meta.seconds()
                * SHARE_OF_METHOD.getOrDefault(training.algorithm(), 1.0)
                * shareOfFamily(training);
    }

    /** The seconds of the models that a training stands on. */
    double ensembleSeconds(Training training) {
        return training.together()
                ? metaEnsemble.seconds() * shareOfFamily(training)
                : ensemble.seconds() * tasksAtOnce(training);
    }

    /** New tasks of a family, which a learner of single tasks learns in one stack. */
    private static int tasksAtOnce(Training training) {
        return Math.max(1, Environments.named(training.data().environment()).tasks().test());
    }

    private static double shareOfFamily(Training training) {
        return SHARE_OF_FAMILY.getOrDefault(training.data().environment(), 1.0);
    }

    /** The same with another number of seeds. */
    public Budget withSeeds(int seeds) {
        return new Budget(
                scale,
                seeds,
                transitions,
                trajectories,
                fewTrajectories,
                sweepSteps,
                anchor,
                data,
                ensemble,
                single,
                metaEnsemble,
                meta,
                adaptation);
    }

    /** The same scale, as trainings know it. */
    Scale scaleOfTrainings() {
        return Scale.valueOf(scale.toUpperCase(Locale.ROOT));
    }

    int mostTrajectories() {
        return trajectories.get(trajectories.size() - 1);
    }
}
