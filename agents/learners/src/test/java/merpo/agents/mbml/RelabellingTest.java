package merpo.agents.mbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import merpo.agents.context.ContextEncoder;
import merpo.agents.context.Posterior;
import merpo.datagen.nn.Initialization;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Streams;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Transitions of one task in another, and what embeddings make of them, worked by hand. */
class RelabellingTest {
    private static final int C = 3; // rows of a context: s, a, r, s'

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** Members that say the same of whatever they see: a row of numbers for each task. */
    private PredictionEnsemble constants(double largestDeviation, float[]... says) {
        Mlp shape = new Mlp(2, 1, 1, 1, Mlp.Hidden.RELU); // per member 2 + 1 + 1 + 1 numbers
        int members = says[0].length;
        float[] rows = new float[says.length * members * 5];
        for (int task = 0; task < says.length; task++) {
            int biases = task * members * 5 + 4 * members; // blocks of all members, heads' last
            System.arraycopy(says[task], 0, rows, biases, members);
        }
        return new PredictionEnsemble(
                shape, ParameterStack.of(manager, rows, shape.blocks(members)), largestDeviation);
    }

    /** Task t has rows (10 t + row, 0.5, -t, 100 t + row). */
    private NDArray contexts(int tasks) {
        float[] values = new float[tasks * C * 4];
        for (int at = 0; at < tasks * C; at++) {
            int task = at / C;
            float[] row = {10 * task + at % C, 0.5f, -task, 100 * task + at % C};
            System.arraycopy(row, 0, values, at * 4, 4);
        }
        return manager.create(values, new Shape(tasks, C, 4));
    }

    private static float[] row(Relabelling.Relabelled of, int i, int j, int row) {
        return of.rows().get("{}, {}, {}", i, j, row).toFloatArray();
    }

    /**
     * Members 1, 2, 3: mean 2, squares 1 + 0 + 1 over 2: deviation 1, over all three it is 0.82.
     */
    @Test
    void deviationsAreThoseOfASample() {
        NDArray inputs = manager.zeros(new Shape(1, 1, 4, 2));
        float[] says = {1, 2, 3};
        PredictionEnsemble.Prediction sure = constants(1.01, says).at(inputs);
        assertThat(sure.mean().toFloatArray()).containsOnly(2);
        assertThat(sure.deviation().getFloat(0, 0)).isCloseTo(1, within(1e-6f));
        assertThat(sure.believed().toFloatArray()).containsOnly(1);
        assertThat(constants(0.99, says).at(inputs).believed().toFloatArray()).containsOnly(0);
    }

    /** Task 0 says 2 of rewards and is not sure, task 1 says 7 and is. */
    @Test
    void rowsOfOthersGetAnotherRewardAndAreKeptWhereItIsSure() {
        PredictionEnsemble rewards = constants(0.5, new float[] {1, 3}, new float[] {7, 7});
        Relabelling.Relabelled of =
                new Relabelling(rewards, Optional.empty()).of(new int[] {0, 1}, contexts(2));
        assertThat(of.kept().toFloatArray())
                .containsExactly(0, 0, 0, 0, 0, 0, /* i = 1 */ 1, 1, 1, 0, 0, 0);
        assertThat(row(of, 0, 1, 2)).containsExactly(12, 0.5f, 2, 102); // kept or not
        assertThat(row(of, 1, 0, 1)).containsExactly(1, 0.5f, 7, 1);
        for (int task = 0; task < 2; task++) { // its own rows as they are
            assertThat(row(of, task, task, 2))
                    .containsExactly(contexts(2).get("{}, 2", task).toFloatArray());
        }
    }

    /** Both must be sure: task 0 is not of s', task 1 not of rewards, task 2 of both. */
    @Test
    void successorsAreRelabelledTooWhereTheyArePredicted() {
        float[] sure = {5, 5};
        float[] unsure = {4, 6};
        Relabelling relabelling =
                new Relabelling(
                        constants(0.5, sure, unsure, sure),
                        Optional.of(constants(0.5, unsure, sure, sure)));
        Relabelling.Relabelled of = relabelling.of(new int[] {0, 1, 2}, contexts(3));
        assertThat(of.kept().sum(new int[] {2}).toFloatArray())
                .containsExactly(0, 0, 0, 0, 0, 0, C, C, 0);
        assertThat(row(of, 2, 1, 0)).containsExactly(10, 0.5f, 5, 5);
    }

    /** Tasks 0 and 2 of three: the predictors are theirs. */
    @Test
    void aDrawOfTasksHasThePredictorsOfThese() {
        PredictionEnsemble rewards =
                constants(9, new float[] {1, 1}, new float[] {2, 2}, new float[] {3, 3});
        Relabelling.Relabelled of =
                new Relabelling(rewards, Optional.empty()).of(new int[] {0, 2}, contexts(2));
        assertThat(row(of, 0, 1, 0)[2]).isEqualTo(1);
        assertThat(row(of, 1, 0, 0)[2]).isEqualTo(3);
    }

    private Relabelling.Relabelled relabelled(int tasks, float... kept) {
        NDArray rows = contexts(tasks).expandDims(0).broadcast(tasks, tasks, C, 4);
        return new Relabelling.Relabelled(rows, manager.create(kept, new Shape(tasks, tasks, C)));
    }

    /** Task 0 keeps five of six rows of others, task 1 two, task 2 none. */
    @Test
    void aCombinedContextHasItsOwnRowsAndAsManyOfThoseKept() {
        float[] kept = {
            0, 0, 0, 1, 1, 1, 0, 1, 1, /* 1 */ 1, 0, 1, 0, 0, 0, 0, 0, 0, /* 2 */ 0, 0, 0, 0, 0, 0,
            0, 0, 0
        };
        boolean varied = false;
        float[] first = null;
        RandomGenerator random = Streams.of(0, "test", 0);
        for (int draw = 0; draw < 20; draw++) {
            TaskContexts contexts = TaskContexts.draw(relabelled(3, kept), random);
            float[] combined = contexts.combined().toFloatArray();
            for (int i = 0; i < 3; i++) {
                float[] own = Arrays.copyOfRange(combined, i * 9, (i + 1) * 9);
                float sum = 0;
                for (int at = 0; at < 9; at++) {
                    sum += own[at];
                    boolean mine = at / C == i;
                    assertThat(own[at]).isLessThanOrEqualTo(mine ? 1 : kept[i * 9 + at]);
                    assertThat(own[at]).isGreaterThanOrEqualTo(mine ? 1 : 0);
                }
                assertThat(sum).isEqualTo(C + List.of(3, 2, 0).get(i));
            }
            varied |= first != null && !Arrays.equals(first, combined);
            first = combined;
            assertThat(contexts.positives().sum(new int[] {2}).toFloatArray())
                    .containsExactly(0, 3, 2, 2, 0, 0, 0, 0, 0);
            assertThat(contexts.share()).isCloseTo(7 / 18.0, within(1e-6));
        }
        assertThat(varied).isTrue();
    }

    /** Nothing kept: both distances are 0 and the loss is the margin, with a gradient of 0. */
    @Test
    void pairsOfWhichNothingIsKeptHaveNoDistance() {
        ContextEncoder encoder = ContextEncoder.probabilistic(4, 1, 8, 2);
        ParameterStack parameters =
                Initialization.UNIFORM_FAN_IN.draw(
                        manager, encoder.transition(), 1, List.of(Streams.of(0, "test", 0)));
        TaskContexts nothing =
                TaskContexts.draw(relabelled(2, new float[12]), Streams.of(0, "test", 1));
        TaskInference of = TaskInference.of(encoder, nothing, parameters.constant());
        assertThat(of.near().toFloatArray()).containsOnly(0);
        assertThat(of.far().toFloatArray()).containsOnly(0);
        assertThat(of.triplet(2).getFloat()).isEqualTo(2);
        // its own rows alone
        Posterior own = encoder.posterior(contexts(2), parameters.constant());
        assertThat(of.combined().mean().toFloatArray())
                .containsExactly(own.mean().toFloatArray(), within(1e-6f));
    }

    /** Twenty entries of variance 1e-7 and 2e-7: their products, 1e-140, are not a float. */
    @Test
    void distancesAreSumsOfLogarithms() {
        NDArray mean = manager.zeros(new Shape(1, 20));
        Posterior one = new Posterior(mean, mean.add(1e-7f));
        Posterior other = new Posterior(mean, mean.add(2e-7f));
        // 20 x 0.5 (1/2 - 1 + log 2)
        assertThat(one.klTo(other).getFloat())
                .isCloseTo((float) (10 * (Math.log(2) - 0.5)), within(1e-4f));
    }
}
