package merpo.envs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import merpo.envs.task.Task;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What every environment of the registry keeps. */
class EnvironmentContractTest {
    private static Stream<DynamicTest> each(Consumer<EnvironmentDefinition> contract) {
        return each(definition -> true, contract);
    }

    private static Stream<DynamicTest> each(
            Predicate<EnvironmentDefinition> which, Consumer<EnvironmentDefinition> contract) {
        return Environments.all().stream()
                .filter(which)
                .map(
                        definition ->
                                DynamicTest.dynamicTest(
                                        definition.id(), () -> contract.accept(definition)));
    }

    @TestFactory
    Stream<DynamicTest> sameSeedSameBytesForAnyThreadsAndBatchSize() {
        return each(
                definition -> {
                    List<Task> tasks = tasks(definition, 8);
                    double[] one = firstSimulations(definition, tasks, 1);
                    assertThat(firstSimulations(definition, tasks, 2)).isEqualTo(one);
                    assertThat(firstSimulations(definition, tasks, 4)).isEqualTo(one);
                    assertThat(firstSimulations(definition, tasks.subList(0, 3), 1)).isEqualTo(one);
                    assertThat(firstSimulations(definition, tasks, 1)).isEqualTo(one);
                });
    }

    /** Trace of the first three simulations over more than one episode. */
    private static double[] firstSimulations(
            EnvironmentDefinition definition, List<Task> tasks, int threads) {
        List<Double> trace = new ArrayList<>();
        try (VectorEnvironment environment = VectorEnvironment.open(definition, tasks, threads)) {
            environment.reset(11);
            for (int t = 0; t < Math.min(definition.horizon(), 300) + 30; t++) {
                environment.step(wave(environment, t));
                for (int k = 0; k < 3 * definition.observationSize(); k++) {
                    trace.add(environment.observations()[k]);
                    trace.add(environment.successors()[k]);
                }
                for (int i = 0; i < 3; i++) {
                    trace.add(environment.rewards()[i]);
                }
            }
        }
        return trace.stream().mapToDouble(x -> x).toArray();
    }

    @TestFactory
    Stream<DynamicTest> aTaskChangesOnlyItsSimulation() {
        return each(
                definition -> definition.tasks().training() > 1,
                definition -> {
                    List<Task> same = Collections.nCopies(3, tasks(definition, 2).get(0));
                    Task other = tasks(definition, 2).get(1);
                    int width = definition.observationSize();
                    try (VectorEnvironment left = VectorEnvironment.open(definition, same, 1);
                            VectorEnvironment right = VectorEnvironment.open(definition, same, 1)) {
                        for (int t = 0; t < 5; t++) {
                            left.step(wave(left, t));
                            right.step(wave(right, t));
                        }
                        right.assign(1, other);
                        assertThat(right.task(1)).isEqualTo(other);
                        left.step(wave(left, 5));
                        right.step(wave(right, 5));
                        for (int i : new int[] {0, 2}) {
                            assertThat(row(right.successors(), i, width))
                                    .isEqualTo(row(left.successors(), i, width));
                            assertThat(right.rewards()[i]).isEqualTo(left.rewards()[i]);
                        }
                        assertThat(right.rewards()[1]).isNotEqualTo(left.rewards()[1]);
                    }
                });
    }

    /** Simulations 1 and 2 of three, opened alone. */
    @TestFactory
    Stream<DynamicTest> aPartOfABatchDoesWhatItWouldDoInside() {
        return each(
                definition -> {
                    List<Task> tasks = tasks(definition, 3);
                    int width = definition.observationSize();
                    int act = definition.actionSize();
                    try (VectorEnvironment all = VectorEnvironment.open(definition, tasks, 1);
                            VectorEnvironment part =
                                    VectorEnvironment.open(definition, tasks.subList(1, 3), 1, 1)) {
                        all.reset(7);
                        part.reset(7);
                        for (int t = 0; t < 30; t++) {
                            double[] actions = wave(all, t);
                            all.step(actions);
                            part.step(Arrays.copyOfRange(actions, act, 3 * act));
                            assertThat(part.observations())
                                    .isEqualTo(
                                            Arrays.copyOfRange(
                                                    all.observations(), width, 3 * width));
                            assertThat(part.rewards())
                                    .isEqualTo(Arrays.copyOfRange(all.rewards(), 1, 3));
                        }
                    }
                });
    }

    /** The second of three rests from step 3 to step 8, and begins anew with all. */
    @TestFactory
    Stream<DynamicTest> aSimulationThatRestsLeavesTheOthersAlone() {
        return each(
                definition -> {
                    List<Task> tasks = tasks(definition, 3);
                    int width = definition.observationSize();
                    try (VectorEnvironment all = VectorEnvironment.open(definition, tasks, 1);
                            VectorEnvironment two = VectorEnvironment.open(definition, tasks, 2)) {
                        for (int t = 0; t < 12; t++) {
                            if (t == 3) {
                                two.rest(1);
                            } else if (t == 8) {
                                all.reset(4);
                                two.reset(4);
                            }
                            all.step(wave(all, t));
                            two.step(wave(two, t));
                            boolean rests = t >= 3 && t < 8;
                            for (int i : rests ? new int[] {0, 2} : new int[] {0, 1, 2}) {
                                assertThat(row(two.successors(), i, width))
                                        .isEqualTo(row(all.successors(), i, width));
                                assertThat(row(two.observations(), i, width))
                                        .isEqualTo(row(all.observations(), i, width));
                                assertThat(two.rewards()[i]).isEqualTo(all.rewards()[i]);
                            }
                            if (rests) {
                                assertThat(two.rewards()[1]).isZero();
                                assertThat(two.terminated()[1] || two.truncated()[1]).isFalse();
                            }
                        }
                        for (int i = 0; i < 3; i++) {
                            two.rest(i);
                        }
                        two.step(wave(two, 12)); // nobody is left
                        assertThat(two.rewards()).containsOnly(0);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> whatOnlyTimeEndsIsSaidToEndNever() {
        return each(
                definition ->
                        assertThat(definition.onlyTimeEnds())
                                .isEqualTo(definition.notes().termination().equals("never")));
    }

    @TestFactory
    Stream<DynamicTest> anEpisodeEndsAtTheHorizonAndKeepsItsTrueLastObservation() {
        return each(
                definition -> definition.notes().termination().equals("never"),
                definition -> {
                    List<Task> tasks = tasks(definition, 2);
                    int width = definition.observationSize();
                    try (VectorEnvironment environment =
                            VectorEnvironment.open(definition, tasks, 1)) {
                        environment.step(wave(environment, 0));
                        environment.reset(1, 5); // one step behind the other from now on
                        for (int t = 1; t < definition.horizon(); t++) {
                            assertThat(environment.truncated()).containsOnly(false);
                            assertThat(environment.observations())
                                    .as("nobody starts anew at step %d", t)
                                    .satisfies(x -> assertThat(x).isNotEmpty());
                            environment.step(wave(environment, t));
                        }
                        assertThat(environment.truncated()).containsExactly(true, false);
                        assertThat(environment.terminated()).containsExactly(false, false);
                        assertThat(row(environment.observations(), 0, width))
                                .isNotEqualTo(row(environment.successors(), 0, width));
                        assertThat(row(environment.observations(), 1, width))
                                .isEqualTo(row(environment.successors(), 1, width));
                        environment.step(wave(environment, 0));
                        assertThat(environment.truncated()).containsExactly(false, true);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> aFallEndsTheEpisodeInTheObservationThatShowsIt() {
        return each(
                definition -> !definition.notes().termination().equals("never"),
                definition -> {
                    try (VectorEnvironment environment =
                            VectorEnvironment.open(definition, tasks(definition, 1), 1)) {
                        int steps = 0;
                        do {
                            assertThat(definition.terminates(environment.observations())).isFalse();
                            environment.step(wave(environment, steps++));
                        } while (!environment.terminated()[0] && steps < 1000);
                        assertThat(environment.terminated()).containsExactly(true);
                        assertThat(definition.terminates(environment.successors())).isTrue();
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> theRewardIsTheSumOfItsTerms() {
        return each(
                definition -> {
                    try (VectorEnvironment environment =
                            VectorEnvironment.open(definition, tasks(definition, 1), 1)) {
                        for (int t = 0; t < 5; t++) {
                            environment.step(wave(environment, t));
                            double sum = 0;
                            for (int k = 0; k < definition.rewardTerms().size(); k++) {
                                sum += environment.measures()[k];
                            }
                            assertThat(environment.rewards()[0]).isEqualTo(sum);
                        }
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> noObservationIsConstantOrInfinite() {
        return each(
                definition -> {
                    try (VectorEnvironment environment =
                            VectorEnvironment.open(definition, tasks(definition, 1), 1)) {
                        double[] first = environment.observations().clone();
                        double[] moved = new double[first.length];
                        for (int t = 0; t < 20; t++) {
                            environment.step(wave(environment, t));
                            for (int k = 0; k < first.length; k++) {
                                double now = environment.successors()[k];
                                assertThat(now).isFinite();
                                moved[k] = Math.max(moved[k], Math.abs(now - first[k]));
                            }
                        }
                        List<String> still = new ArrayList<>();
                        for (int k = 0; k < moved.length; k++) {
                            if (moved[k] == 0) {
                                still.add(definition.observation().entries().get(k).name());
                            }
                        }
                        // a planar robot's torso stays at y = 0, and upstream observes it
                        still.remove("torso_y");
                        // contacts come and go, and most environments do not compute them
                        still.removeIf(name -> name.matches(".*_(torque|force)_[xyz]"));
                        assertThat(still).isEmpty();
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> actionsAreClippedToOne() {
        return each(
                definition -> {
                    try (VectorEnvironment environment =
                            VectorEnvironment.open(definition, tasks(definition, 1), 1)) {
                        double[] action = new double[definition.actionSize()];
                        Arrays.fill(action, 7);
                        environment.step(action);
                        double[] clipped = environment.successors().clone();
                        double reward = environment.rewards()[0];
                        environment.reset(0);
                        Arrays.fill(action, 1);
                        environment.step(action);
                        assertThat(environment.successors()).isEqualTo(clipped);
                        assertThat(environment.rewards()[0]).isEqualTo(reward);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> badInputIsExplained() {
        return each(
                definition -> {
                    List<Task> tasks = tasks(definition, 2);
                    int width = definition.actionSize();
                    assertThatThrownBy(() -> VectorEnvironment.open(definition, List.of(), 1))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("0 tasks");
                    assertThatThrownBy(() -> VectorEnvironment.open(definition, tasks, 0))
                            .hasMessageContaining("threads is 0");
                    Task foreign = Task.of(0, "nonsense", 1);
                    assertThatThrownBy(
                                    () -> VectorEnvironment.open(definition, List.of(foreign), 1))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("nonsense");
                    try (VectorEnvironment environment =
                            VectorEnvironment.open(definition, tasks, 1)) {
                        double[] action = new double[2 * width];
                        action[width] = Double.NaN;
                        assertThatThrownBy(() -> environment.step(action))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContaining("Action 0 of simulation 1")
                                .hasMessageContaining("NaN");
                        action[width] = Double.NEGATIVE_INFINITY;
                        assertThatThrownBy(() -> environment.step(action))
                                .hasMessageContaining("-Infinity");
                        assertThatThrownBy(() -> environment.step(new double[width]))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContaining("expected " + 2 * width);
                        assertThatThrownBy(() -> environment.reset(2, 0))
                                .hasMessageContaining("Simulation 2");
                        assertThatThrownBy(() -> environment.assign(0, foreign))
                                .hasMessageContaining("nonsense");
                        double[] q = new double[environment.positionSize() + 1];
                        double[] v = new double[environment.velocitySize()];
                        assertThatThrownBy(() -> environment.setState(0, q, v))
                                .hasMessageContaining("positions");
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> closingTwiceIsSafeAndUseAfterwardsIsRefused() {
        return each(
                definition -> {
                    VectorEnvironment environment =
                            VectorEnvironment.open(definition, tasks(definition, 1), 1);
                    environment.close();
                    environment.close();
                    for (Runnable use :
                            List.<Runnable>of(
                                    () -> environment.reset(0),
                                    () -> environment.step(new double[definition.actionSize()]),
                                    environment::observations,
                                    environment::positions,
                                    environment::rewards)) {
                        assertThatThrownBy(use::run)
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("closed");
                    }
                });
    }

    /** Starts draw generators' numbers only, so whole episodes make next to nothing. */
    @TestFactory
    Stream<DynamicTest> stepsMakeNoGarbage() {
        return each(
                definition -> {
                    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                    try (VectorEnvironment environment =
                            VectorEnvironment.open(definition, tasks(definition, 2), 1)) {
                        double[] action = wave(environment, 1);
                        for (int t = 0; t < 1000; t++) {
                            environment.step(action);
                        }
                        long id = Thread.currentThread().getId();
                        long before = threads.getThreadAllocatedBytes(id);
                        for (int t = 0; t < 4000; t++) {
                            environment.step(action);
                        }
                        long perStep = (threads.getThreadAllocatedBytes(id) - before) / 4000;
                        assertThat(perStep).as("bytes per step").isLessThan(8);
                    }
                });
    }

    private static List<Task> tasks(EnvironmentDefinition definition, int count) {
        List<Task> drawn =
                definition
                        .tasks()
                        .draw(Math.min(count, Math.min(2, definition.tasks().training())), 3);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(drawn.get(i % drawn.size()));
        }
        return tasks;
    }

    /** Actions of each simulation and step, the same whatever the size of the batch. */
    private static double[] wave(VectorEnvironment environment, int step) {
        int width = environment.definition().actionSize();
        double[] actions = new double[environment.size() * width];
        for (int i = 0; i < environment.size(); i++) {
            Random random = new Random(1000L * step + i);
            for (int k = 0; k < width; k++) {
                actions[i * width + k] = random.nextDouble() * 2 - 1;
            }
        }
        return actions;
    }

    private static double[] row(double[] rows, int i, int width) {
        return Arrays.copyOfRange(rows, i * width, (i + 1) * width);
    }
}
