package merpo.agents.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Actor;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Seeds;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.Test;

/** Pairs of one state and one action, distances worked by hand. */
class SupportTest {
    private static final Seeds SEEDS = Seeds.one(0, 1);

    private static ReplayBuffer rows(float[]... pairs) {
        ReplayBuffer buffer = new ReplayBuffer(pairs.length, 1, 1);
        for (float[] pair : pairs) {
            buffer.add(pair, 0, pair, 1, 0, pair, 0, false);
        }
        return buffer;
    }

    private static float[] pair(double state, double action) {
        return new float[] {(float) state, (float) action};
    }

    /** An action for each state, from a rule. */
    private static Actor always(float action) {
        return observations -> {
            float[] actions = new float[observations.length];
            Arrays.fill(actions, action);
            return new Policy.Acted(actions, new float[0]);
        };
    }

    private static Support.Distance of(ReplayBuffer data, Actor actor) {
        return Support.of(List.of(data), SEEDS).of(actor).get(0);
    }

    /**
     * States 0, 1, 2, 3 (variance 5 / 4), actions 0.5 (no deviation: as they are). The data's own
     * distance is one state, 1 / sqrt(5 / 4) = sqrt(0.8). The action 0 is 0.5 away from each, so
     * that the distance is sqrt(0.8 + 0.25).
     */
    @Test
    void chosenPairsAreMeasuredAgainstTheOtherRows() {
        ReplayBuffer data = rows(pair(0, 0.5), pair(1, 0.5), pair(2, 0.5), pair(3, 0.5));
        Support.Distance far = of(data, always(0));
        assertThat(far.share()).isEqualTo(1);
        assertThat(far.ratio()).isCloseTo(Math.sqrt(1.05 / 0.8), within(1e-6));
        Support.Distance near = of(data, always(0.5f)); // no farther than the data themselves
        assertThat(near.share()).isZero();
        assertThat(near.ratio()).isCloseTo(1, within(1e-9));
    }

    /**
     * One state, actions -1, -1, -1 and 1: mean -0.5, deviation sqrt(0.75). Own distances 0, 0, 0
     * and 2 / sqrt(0.75); those of -1 all 0. Nearer than a pair's own row is no distance: that row
     * is left out.
     */
    @Test
    void aRowIsNotItsOwnNeighbor() {
        ReplayBuffer data = rows(pair(0, -1), pair(0, -1), pair(0, -1), pair(0, 1));
        Support.Distance common = of(data, always(-1));
        assertThat(common.share()).isZero();
        assertThat(common.ratio()).isZero();
        Support.Distance rare = of(data, always(1)); // at the last row: 2, the others have it
        assertThat(rare.share()).isZero();
        assertThat(rare.ratio()).isCloseTo(1, within(1e-9));
        Support.Distance between = of(data, always(0)); // 1 from either: three are farther
        assertThat(between.share()).isEqualTo(0.75);
        assertThat(between.ratio()).isCloseTo(4.0 / 2, within(1e-6));
    }

    /** Tasks are measured in their own data, and act in their own states. */
    @Test
    void everyTaskHasItsOwnData() {
        ReplayBuffer low = rows(pair(0, -1), pair(1, -1), pair(2, -1));
        ReplayBuffer high = rows(pair(5, 1), pair(6, 1), pair(7, 1), pair(8, 1));
        Support support = Support.of(List.of(low, high), Seeds.one(0, 2));
        Actor byState =
                observations -> {
                    float[] actions = new float[observations.length];
                    for (int i = 0; i < actions.length; i++) {
                        actions[i] = observations[i] < 4 ? -1 : 0;
                    }
                    return new Policy.Acted(actions, new float[0]);
                };
        assertThat(support.of(byState))
                .extracting(Support.Distance::share)
                .containsExactly(0.0, 1.0);
    }

    /** Actions of the same distribution as the data's are farther in half of the states. */
    @Test
    void whoActsAsTheDataIsFartherHalfOfTheTime() {
        RandomGenerator random = Streams.of(1, "support", 0);
        ReplayBuffer data = new ReplayBuffer(3000, 1, 1);
        while (data.size() < 3000) {
            float[] pair = pair(random.nextGaussian(), Math.tanh(random.nextGaussian()));
            data.add(pair, 0, pair, 1, 0, pair, 0, false);
        }
        Actor alike =
                observations -> {
                    float[] actions = new float[observations.length];
                    for (int i = 0; i < actions.length; i++) {
                        actions[i] = (float) Math.tanh(random.nextGaussian());
                    }
                    return new Policy.Acted(actions, new float[0]);
                };
        assertThat(of(data, alike).share()).isBetween(0.4, 0.6); // 256 states
        assertThat(of(data, always(1)).share()).isGreaterThan(0.6);
    }

    @Test
    void equalSeedsMeasureAtEqualStates() {
        ReplayBuffer data = new ReplayBuffer(400, 1, 1);
        for (int i = 0; i < 400; i++) {
            data.add(pair(i * i, i % 7), 0, pair(0, i % 7 / 7.0), 1, 0, pair(0, 0), 0, false);
        }
        assertThat(of(data, always(0))).isEqualTo(of(data, always(0)));
        Support other = Support.of(List.of(data), Seeds.one(1, 1));
        assertThat(other.of(always(0)).get(0)).isNotEqualTo(of(data, always(0)));
    }

    @Test
    void aSingleRowIsRefused() {
        assertThatThrownBy(() -> of(rows(pair(0, 0)), always(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a task with 1 rows, must be at least 2");
    }
}
