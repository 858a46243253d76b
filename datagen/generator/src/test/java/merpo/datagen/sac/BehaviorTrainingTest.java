package merpo.datagen.sac;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import merpo.datagen.nn.Actor;
import merpo.datagen.nn.Sizes;
import merpo.datagen.nn.Streams;
import merpo.datagen.rollout.PolicyRollout;
import merpo.envs.navigation.PointRobotWind;
import merpo.envs.task.Task;
import org.junit.jupiter.api.Test;

final class BehaviorTrainingTest {
    private static final PointRobotWind WORLD = new PointRobotWind();
    private static final List<Task> TASKS =
            List.of(Task.of(0, "wind", -0.04, 0.03), Task.of(1, "wind", 0.02, -0.05));

    private static SacConfig config(int steps, int checkpointEvery) {
        return new SacConfig(
                new Sizes(2, 32, 64),
                new SacConfig.Optimizer(1e-3, 1e-3, WORLD.discount(), 0.005, 0.1),
                1,
                1,
                100,
                steps,
                new SacConfig.Checkpoints(checkpointEvery, checkpointEvery, steps, 10));
    }

    private static List<BehaviorTraining.Checkpoint> train(SacConfig config, long seed) {
        List<BehaviorTraining.Checkpoint> checkpoints = new ArrayList<>();
        List<Integer> steps = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager()) {
            new BehaviorTraining(WORLD, TASKS, config, seed, 1)
                    .run(
                            manager,
                            new BehaviorTraining.Listener() {
                                @Override
                                public void checkpoint(BehaviorTraining.Checkpoint checkpoint) {
                                    checkpoints.add(checkpoint);
                                }

                                @Override
                                public void step(int step) {
                                    steps.add(step);
                                }
                            });
            assertThat(manager.getManagedArrays()).isEmpty();
        }
        assertThat(steps).hasSize(config.steps()).last().isEqualTo(config.steps());
        return checkpoints;
    }

    private static double[] means(double[][] returns) {
        return Arrays.stream(returns)
                .mapToDouble(episodes -> Arrays.stream(episodes).average().orElseThrow())
                .toArray();
    }

    /**
     * Uniform actions earn some -39 and -27 here, the best policy {@code -sum max(0, 1 - t (0.1 +
     * w_x))}: -7.8 and -3.7. Fifteen hundred steps, a few seconds, must make up most of that.
     */
    @Test
    void aSmallLearnerReachesTheGoalAgainstTheWind() {
        List<BehaviorTraining.Checkpoint> checkpoints = train(config(1500, 1500), 1);
        assertThat(checkpoints).extracting("step").containsExactly(0, 1500);
        double[] random;
        try (PolicyRollout rollout = new PolicyRollout(WORLD, TASKS, 20, 1)) {
            random =
                    means(
                            rollout.returns(
                                    new Actor.Uniform(2, 2, Streams.perTask(1, "random", 2)), 0));
        }
        double[] learned = means(checkpoints.get(1).returns());
        for (int task = 0; task < 2; task++) {
            double best = WORLD.optimalReturn(TASKS.get(task)).orElseThrow();
            double share = (learned[task] - random[task]) / (best - random[task]);
            assertThat(share)
                    .as(
                            "task %d: random %.1f, learned %.1f, best %.1f",
                            task, random[task], learned[task], best)
                    .isBetween(0.75, 1.0);
        }
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        float[] one = train(config(200, 200), 7).get(1).parameters();
        assertThat(train(config(200, 200), 7).get(1).parameters()).isEqualTo(one);
        assertThat(train(config(200, 200), 8).get(1).parameters()).isNotEqualTo(one);
    }

    /** To look at the policy more often does not change it. */
    @Test
    void checkpointsDoNotChangeTheTraining() {
        List<BehaviorTraining.Checkpoint> seldom = train(config(200, 1000), 7);
        List<BehaviorTraining.Checkpoint> often = train(config(200, 40), 7);
        assertThat(seldom).extracting("step").containsExactly(0, 200);
        assertThat(often).extracting("step").containsExactly(0, 40, 80, 120, 160, 200);
        assertThat(often.get(5).parameters()).isEqualTo(seldom.get(1).parameters());
        assertThat(often.get(5).returns()).isDeepEqualTo(seldom.get(1).returns());
        // nothing is learned during the first hundred steps, of uniform actions
        assertThat(often.get(2).parameters()).isEqualTo(often.get(0).parameters());
        assertThat(often.get(3).parameters()).isNotEqualTo(often.get(0).parameters());
    }
}
