package merpo.agents.rac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import java.util.stream.Stream;
import merpo.agents.Given;
import merpo.agents.rac.RacLosses.ActorTerms;
import merpo.agents.rac.RacLosses.CriticTerms;
import merpo.datagen.nn.Multiplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Equations (1) and (9) on numbers that fit a margin. */
class RacLossesTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private NDArray array(Shape shape, float... values) {
        return manager.create(values, shape);
    }

    /** Lambda and alpha held where they are. */
    private static Duals duals(double lambda, double alpha) {
        RacConfig config =
                Hand.config(2, 0.5, new Gap.Literal(Gap.States.MIXED))
                        .withPenalties(Hand.penalties(lambda, 1, 0));
        return Duals.start(config, new Multiplier.Fixed(alpha), Hand.ones(1), 0);
    }

    private float actorLoss(double lambda, double alpha, float imitation, float drift) {
        ActorTerms terms =
                new ActorTerms(
                        array(new Shape(1, 2), 0, 0),
                        array(new Shape(1, 2), -2, -3),
                        Optional.of(array(new Shape(1, 2), imitation - 1, imitation + 1)),
                        Optional.of(array(new Shape(1, 2), drift, drift)));
        return RacLosses.actor(terms, duals(lambda, alpha)).getFloat(0);
    }

    private CriticTerms terms(NDArray gap, NDArray error) {
        return new CriticTerms(gap, gap, error);
    }

    /**
     * One real, one imagined row, Q of the heads (1, 3) and (2, 0); rho's two rows (5, 7) and (2,
     * 2); y = (2, 1).
     */
    @Test
    void theCriticsTermsAreTheGapOverTheDataAndTheErrorOfAllRows() {
        CriticTerms terms =
                CriticTerms.of(
                        array(new Shape(1, 2, 4), 1, 3, 5, 7, 2, 0, 2, 2),
                        array(new Shape(1, 2), 2, 1),
                        1,
                        q -> q.mean(new int[] {2}));
        assertThat(terms.ofData().toFloatArray()).containsExactly(1, 2);
        assertThat(terms.gap().toFloatArray()).containsExactly(6 - 1, 2 - 2);
        assertThat(terms.error().toFloatArray()).containsExactly(-1, 2, 0, -1);
        assertThat(terms.means().get("q")).containsExactly(1.5f);
        assertThat(terms.means().get("gap")).containsExactly(2.5f);
        assertThat(terms.means().get("bellman_error")).containsExactly(1.5f); // (2.5 + 0.5) / 2
    }

    /** Cost -2.5, imitation 3: COMBO climbs, cloning adds the imitation with a weight of 1. */
    @Test
    void withoutRegularizersTheActorClimbsAloneOrClones() {
        NDArray none = array(new Shape(1, 2), 0.5f, 1.5f);
        NDArray cost = array(new Shape(1, 2), -2, -3);
        NDArray imitation = array(new Shape(1, 2), 2, 4);
        ActorTerms combo = new ActorTerms(none, cost, Optional.empty(), Optional.empty());
        ActorTerms cloning = new ActorTerms(none, cost, Optional.of(imitation), Optional.empty());
        assertThat(RacLosses.actor(combo, duals(5, 0.4)).toFloatArray()).containsExactly(-2.5f);
        assertThat(RacLosses.actor(cloning, duals(5, 0.4)).toFloatArray()).containsExactly(0.5f);
        assertThat(combo.means()).containsOnlyKeys("log_prob");
        assertThat(cloning.means()).containsOnlyKeys("log_prob", "behavior_divergence");
        assertThat(cloning.means().get("log_prob")).containsExactly(1);
    }

    /** Errors of the heads (-1, 2) and (0, -1), gaps (0.5, -1), beta 2. */
    @Test
    void criticLossIsBetaTimesTheGapPlusHalfTheBellmanErrorOfEachHead() {
        NDArray loss =
                RacLosses.critic(
                        terms(
                                array(new Shape(1, 2), 0.5f, -1),
                                array(new Shape(1, 2, 2), -1, 2, 0, -1)),
                        array(new Shape(1, 1), 2));
        // first head: 1/2 mean(1, 4) + 2 * 0.5 = 1.25 + 1
        // second head: 1/2 mean(0, 1) + 2 * -1 = 0.25 - 2
        assertThat(loss.getShape()).isEqualTo(new Shape(1));
        assertThat(loss.getFloat(0)).isCloseTo(2.25f - 1.75f, within(1e-6f));
    }

    @Test
    void eachTaskHasItsOwnBeta() {
        NDArray loss =
                RacLosses.critic(
                        terms(
                                array(new Shape(2, 2), 1, 2, 1, 2),
                                array(new Shape(2, 2, 1), 0, 0, 0, 0)),
                        array(new Shape(2, 1), 1, 10));
        assertThat(loss.toFloatArray()).containsExactly(3, 30); // beta (1 + 2)
    }

    /** Q and entropy worth 2.5, imitation 3, KL 1; alpha = 0.25, lambda = 2. */
    @Test
    void actorLossWeighsImitationAndDriftByAlpha() {
        // -2.5   +   2 * 0.25 * 3   +   2 * 0.75 * 1   =   -2.5 + 1.5 + 1.5
        assertThat(actorLoss(2, 0.25, 3, 1)).isCloseTo(0.5f, within(1e-6f));
    }

    @Test
    void actorLossFallsAsTheDataGrowLikelier() {
        assertThat(actorLoss(2, 0.25, 2, 1)).isLessThan(actorLoss(2, 0.25, 3, 1));
    }

    @TestFactory
    Stream<DynamicTest> alphaOneSilencesTheMetaPolicy() {
        return Given.draws(
                random -> {
                    float drift = Given.floats(random, 1, 0, 50)[0];
                    assertThat(actorLoss(5, 1, 3, drift)).isEqualTo(actorLoss(5, 1, 3, 0));
                });
    }

    @TestFactory
    Stream<DynamicTest> alphaZeroSilencesImitation() {
        return Given.draws(
                random -> {
                    float imitation = Given.floats(random, 1, -50, 50)[0];
                    assertThat(actorLoss(5, 0, imitation, 2)).isEqualTo(actorLoss(5, 0, 0, 2));
                });
    }

    @TestFactory
    Stream<DynamicTest> lambdaZeroLeavesQAndEntropyAlone() {
        return Given.draws(
                random -> {
                    float[] any = Given.floats(random, 3, 0, 1);
                    assertThat(actorLoss(0, any[0], 50 * any[1], 50 * any[2])).isEqualTo(-2.5f);
                });
    }

    @TestFactory
    Stream<DynamicTest> regularizersCountInProportionToLambda() {
        return Given.draws(
                random -> {
                    float[] any = Given.floats(random, 3, 0, 1);
                    float held = actorLoss(1, any[0], 5 * any[1], 5 * any[2]) + 2.5f;
                    assertThat(actorLoss(3, any[0], 5 * any[1], 5 * any[2]))
                            .isCloseTo(-2.5f + 3 * held, within(1e-4f));
                });
    }
}
