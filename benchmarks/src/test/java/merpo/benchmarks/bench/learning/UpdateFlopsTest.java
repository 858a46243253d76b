package merpo.benchmarks.bench.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import merpo.datagen.nn.Mlp;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Walker-2D-Params (observation 17, action 6), batch 256, in 10^9 operations, counted by hand. */
final class UpdateFlopsTest {
    private static final UpdateFlops FIVE = UpdateFlops.of(17, 6, 5, 300, 256);
    private static final UpdateFlops FOUR = UpdateFlops.of(17, 6, 4, 300, 256);
    private static final Mlp MEMBER = new Mlp(23, 4, 256, 36, Mlp.Hidden.SWISH);
    private static final Offset<Double> SHOWN = within(0.005);

    @Test
    void aRowForwardIsTwiceTheWeights() {
        // 2 (17 x 300 + 4 x 300 x 300 + 300 x 12)
        assertThat(UpdateFlops.forward(FIVE.policy().network())).isEqualTo(737_400);
        assertThat(UpdateFlops.forward(FIVE.critic().network())).isEqualTo(734_400);
        assertThat(UpdateFlops.forward(FOUR.policy().network())).isEqualTo(557_400);
        assertThat(UpdateFlops.forward(FOUR.critic().network())).isEqualTo(554_400);
        assertThat(UpdateFlops.forward(MEMBER)).isEqualTo(423_424);
    }

    @Test
    void backwardIsTwiceForwardButForTheInputOfTheFirstLayer() {
        // 2 heads, 256 rows, 2 x 734 400 - 2 x 23 x 300
        double both = 2 * 256 * UpdateFlops.backward(FIVE.critic().network());
        assertThat(both / 1e9).isCloseTo(0.745, within(0.0005));
        double four = 2 * 256 * UpdateFlops.backward(FOUR.critic().network());
        assertThat(four / 1e9).isCloseTo(0.561, within(0.0005));
    }

    @Test
    void anInnerStepIsSacAndTheDriftAndTheGap() {
        assertThat(FIVE.sac() / 1e9).isCloseTo(3.00, SHOWN);
        assertThat(FOUR.sac() / 1e9).isCloseTo(2.26, SHOWN);
        assertThat((FIVE.sac() + FIVE.drift()) / 1e9).isCloseTo(3.19, SHOWN);
        assertThat((FOUR.sac() + FOUR.drift()) / 1e9).isCloseTo(2.41, SHOWN);
        assertThat(literal(FIVE) / 1e9).isCloseTo(3.85, SHOWN);
        assertThat(literal(FOUR) / 1e9).isCloseTo(2.90, SHOWN);
    }

    private static double literal(UpdateFlops flops) {
        return flops.sac() + flops.drift() + flops.literalGap(128);
    }

    @Test
    void thirtyActionsPerStateCostMoreThanAllTheRest() {
        assertThat(sampled(FIVE, 128) / 1e9).isCloseTo(21.9, within(0.05));
        assertThat(sampled(FOUR, 128) / 1e9).isCloseTo(16.5, within(0.05));
        assertThat(sampled(FIVE, 256) / 1e9).isCloseTo(40.6, within(0.05));
        assertThat(sampled(FOUR, 256) / 1e9).isCloseTo(30.6, within(0.05));
    }

    private static double sampled(UpdateFlops flops, int states) {
        return flops.sac() + flops.drift() + flops.sampledGap(10, states);
    }

    @Test
    void otherSizesOfSac() {
        // FOCAL's data, and CleanRL's size
        assertThat(UpdateFlops.of(17, 6, 2, 1024, 1024).sac() / 1e9).isCloseTo(35.1, within(0.05));
        assertThat(UpdateFlops.of(17, 6, 2, 256, 256).sac() / 1e9).isCloseTo(0.58, SHOWN);
    }

    @Test
    void theEnsembleTrainsAndIsRolledOut() {
        assertThat(UpdateFlops.dynamicsStep(MEMBER, 7, 256) / 1e9).isCloseTo(2.26, SHOWN);
        assertThat(FIVE.rollout(MEMBER, 1, 256) / 1e9).isCloseTo(0.19 + 0.11, SHOWN);
        assertThat(FIVE.rollout(MEMBER, 7, 256) / 1e9).isCloseTo(0.19 + 0.76, SHOWN);
    }

    /** 8 tasks, 10 steps: 308 within the tasks, 24 (or 76) of rollouts, 6 of the meta-policy. */
    @Test
    void anOuterIteration() {
        assertThat(80 * literal(FIVE) / 1e9).isCloseTo(308, within(0.5));
        assertThat(80 * FIVE.rollout(MEMBER, 1, 256) / 1e9).isCloseTo(24, within(0.5));
        assertThat(80 * FIVE.rollout(MEMBER, 7, 256) / 1e9).isCloseTo(76, within(0.5));
        assertThat(FIVE.metaPolicyStep(8) / 1e9).isCloseTo(6, within(0.1));
    }

    /**
     * A row forward is 287 232 of the policy, 284 672 of a critic or c, 281 600 of V; with the
     * gradients a critic's is 832 000. Of 4096 rows: V' and D .85e6, three steps of c at three
     * actions 7.49e6, the policy on two fresh sets .57e6, critics 1.66e6, V .83e6, the policy's own
     * step 2.84e6. Of 1600 transitions of context: 536 800.
     */
    @Test
    void aStepOfFocal() {
        assertThat(LearningWork.named("focal").flops() / 1e9).isCloseTo(59.18, SHOWN);
    }

    /**
     * A row forward is 296 448 of the VAE's encoder, 290 304 of its decoder, 287 232 of the
     * perturbation, 284 672 of a critic; with the gradients 867 328, 845 824, 839 680, 832 000. Of
     * 1280 rows: the VAE 1.71e6, ten candidates under the targets 11.47e6, critics 1.66e6, the
     * perturbation's step 1.70e6. Of 1280 transitions of context: 560 800. With the code's networks
     * a row has 880e6.
     */
    @Test
    void aStepOfContextualBcq() {
        assertThat(LearningWork.named("cbcq").flops() / 1e9).isCloseTo(21.90, SHOWN);
        assertThat(LearningWork.named("cbcq-1024").flops() / 1e9).isCloseTo(1126.96, SHOWN);
    }

    /**
     * A row forward is 380 400 of the policy, 377 400 of a critic, 373 800 of V; with the gradients
     * 1 128 000, 1 115 400, 1 108 200. Of 2560 rows: V' and the critics 2.60e6, V 1.11e6, the
     * policy's step, to and from the action through both critics, 2.64e6. Of 1000 transitions of
     * context: 524 800.
     */
    @Test
    void aStepOfPearl() {
        assertThat(LearningWork.named("pearl").flops() / 1e9).isCloseTo(16.78, SHOWN);
    }

    /**
     * Of 1024 rows: the teachers' critic 259 000, decoder 1 177 500, perturbation 262 000, the
     * student's three networks with their gradients 832 000, 845 824, 839 680. Of 512 transitions
     * of context: five members of seven other tasks say reward and successor, 6144 and 675 840; all
     * eight are read, 560 800.
     */
    @Test
    void aDistillationOfMbml() {
        assertThat(LearningWork.named("mbml").flops() / 1e9).isCloseTo(18.84, SHOWN);
    }

    @Test
    void matrixProducts() {
        assertThat(UpdateFlops.matrixProduct(16, 256)).isEqualTo(16 * 2.0 * 16_777_216);
    }
}
