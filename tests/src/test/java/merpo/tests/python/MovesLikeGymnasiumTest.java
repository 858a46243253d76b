package merpo.tests.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;
import merpo.envs.rollout.Parity;
import merpo.envs.rollout.RolloutFile;
import merpo.envs.task.Task;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Our environments beside Gymnasium's, version 5, on the same engine. Two protocols: single steps,
 * each from the same state with a solver that remembers nothing, where nothing can build up; and
 * whole episodes left to themselves, where the least difference grows as fast as the dynamics have
 * it.
 */
final class MovesLikeGymnasiumTest {
    private static final double SINGLE_STEP = 1e-9;

    /** How far rounding alone may drive episodes apart: up to step 10, up to step 50. */
    private record Drift(double first10, double first50) {}

    private static final Drift STEADY = new Drift(1e-9, 1e-8);
    private static final Map<String, Drift> DRIFT =
            Map.of("HalfCheetah-v5", new Drift(1e-9, 1), "Ant-v5", new Drift(1e-9, 1e-6));

    private interface Check {
        void of(String id) throws IOException;
    }

    private static Stream<DynamicTest> each(Check check) {
        return Gymnasium.IDS.stream().map(id -> DynamicTest.dynamicTest(id, () -> check.of(id)));
    }

    @TestFactory
    Stream<DynamicTest> spacesAndTimeLimitsAreEqual() {
        return each(
                id -> {
                    Gymnasium.Spaces theirs = Gymnasium.of(id).spaces();
                    EnvironmentDefinition ours = Environments.named(id);
                    assertThat(ours.observationSize()).isEqualTo(theirs.observation());
                    assertThat(theirs.low()).hasSize(ours.actionSize()).containsOnly(-1.0);
                    assertThat(theirs.high()).hasSize(ours.actionSize()).containsOnly(1.0);
                    assertThat(ours.horizon()).isEqualTo(theirs.horizon()).isEqualTo(1000);
                    assertThat(theirs.dtype()).isEqualTo("float64");
                });
    }

    @TestFactory
    Stream<DynamicTest> everySingleStepIsEqual() {
        return each(MovesLikeGymnasiumTest::singleSteps);
    }

    private static void singleSteps(String id) {
        double observations = 0;
        double rewards = 0;
        double infos = 0;
        Gymnasium.Step[] steps = Gymnasium.of(id).steps();
        assertThat(steps).hasSizeGreaterThanOrEqualTo(1000);
        try (VectorEnvironment ours = open(id)) {
            for (Gymnasium.Step step : steps) {
                ours.setState(0, array(step.qpos()), array(step.qvel()));
                ours.step(array(step.action()));
                observations =
                        Math.max(
                                observations,
                                distance(ours.successors(), array(step.observation())));
                rewards = Math.max(rewards, Math.abs(ours.rewards()[0] - step.reward()));
                infos = Math.max(infos, infoDistance(ours, step.info()));
                assertThat(ours.terminated()[0]).isEqualTo(step.terminated());
            }
        }
        System.out.printf(
                "%-16s %d single steps: observations differ by %.1e, rewards by %.1e, info by %.1e%n",
                id, steps.length, observations, rewards, infos);
        assertThat(observations).isLessThanOrEqualTo(SINGLE_STEP);
        assertThat(rewards).isLessThanOrEqualTo(SINGLE_STEP);
        assertThat(infos).isLessThanOrEqualTo(SINGLE_STEP);
    }

    @TestFactory
    Stream<DynamicTest> wholeEpisodesStayTogetherAsLongAsTheDynamicsAllow() {
        return each(MovesLikeGymnasiumTest::episodes);
    }

    private static void episodes(String id) throws IOException {
        List<RolloutFile> rollouts = Gymnasium.of(id).rollouts();
        assertThat(rollouts).hasSize(9);
        Drift drift = DRIFT.getOrDefault(id, STEADY);
        Parity worst = rollouts.stream().map(RolloutFile::parity).reduce(Parity::and).orElseThrow();
        System.out.printf(
                "%-16s %d episodes, %d steps: observations differ by %.1e up to step 10, %.1e up to"
                        + " 50, %.1e at all, rewards by %.1e; flags %s%n",
                id,
                rollouts.size(),
                worst.steps(),
                worst.first10(),
                worst.first50(),
                worst.all(),
                worst.rewards(),
                worst.flagsEqual() ? "equal" : "differ");
        assertThat(worst.first10()).isLessThanOrEqualTo(drift.first10());
        assertThat(worst.first50()).isLessThanOrEqualTo(drift.first50());
        assertThat(worst.flagsEqual()).isTrue();
    }

    private static VectorEnvironment open(String id) {
        EnvironmentDefinition definition = Environments.named(id);
        return VectorEnvironment.open(definition, List.of(new Task(0, Map.of())), 1);
    }

    /** Over everything that Gymnasium reports of a step. */
    private static double infoDistance(VectorEnvironment ours, Map<String, Double> theirs) {
        List<String> names = ours.measureNames();
        assertThat(names).as("what Gymnasium reports").containsAll(theirs.keySet());
        double worst = 0;
        for (Map.Entry<String, Double> info : theirs.entrySet()) {
            double value = ours.measures()[names.indexOf(info.getKey())];
            worst = Math.max(worst, Math.abs(value - info.getValue()));
        }
        return worst;
    }

    private static double distance(double[] one, double[] other) {
        assertThat(one).hasSameSizeAs(other);
        double worst = 0;
        for (int k = 0; k < one.length; k++) {
            worst = Math.max(worst, Math.abs(one[k] - other[k]));
        }
        return worst;
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().flatMapToDouble(DoubleStream::of).toArray();
    }
}
