package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Weights of penalties that follow what they weigh. */
final class MultiplierTest {
    private static Multiplier.Stack one(Multiplier rule) {
        return Multiplier.Stack.start(rule, 1);
    }

    private static Multiplier.Plain plain(double initial, Multiplier.Clip clip) {
        return new Multiplier.Plain(initial, 0.5, 0.05, 1, 10, clip);
    }

    @Test
    void aFixedOneStays() {
        Multiplier.Stack fixed = one(new Multiplier.Fixed(3));
        fixed.follow(task -> 100);
        assertThat(fixed.value(0)).isEqualTo(3);
        assertThat(fixed.state()).isEmpty();
    }

    /** From 2 at rate 0.5, held at 0.05. */
    @Test
    void aPlainOneMovesByItsRateTimesTheExcess() {
        Multiplier.Stack stack = one(plain(2, Multiplier.Clip.KEPT));
        stack.follow(task -> stack.excess(4.05));
        assertThat(stack.value(0)).isCloseTo(2 + 0.5 * 4, within(1e-12));
        stack.follow(task -> stack.excess(-0.95));
        assertThat(stack.value(0)).isCloseTo(4 - 0.5, within(1e-12));
    }

    /** From 2 by -50 and back by 1: clipped where it is kept it turns back at once. */
    @Test
    void aClippedValueIsForgottenOrRemembered() {
        Multiplier.Stack kept = one(plain(2, Multiplier.Clip.KEPT));
        Multiplier.Stack used = one(plain(2, Multiplier.Clip.USED));
        for (Multiplier.Stack stack : new Multiplier.Stack[] {kept, used}) {
            stack.follow(task -> -100);
            assertThat(stack.value(0)).isEqualTo(1);
            stack.follow(task -> 2);
        }
        assertThat(kept.value(0)).isEqualTo(2); // 1 + 1
        assertThat(used.value(0)).isEqualTo(1); // -48 + 1
        assertThat(used.state()).containsExactly(-47);
        used.follow(task -> 1000);
        assertThat(used.value(0)).isEqualTo(10);
    }

    /** Adam's first step is the rate itself; the gradient by the logarithm is -value (7 - 5). */
    @Test
    void aLogarithmicOneStepsByItsRateTowardsItsTarget() {
        Multiplier rule = new Multiplier.Logarithmic(0.1, 0.01, 5);
        Multiplier.Stack raised = one(rule);
        raised.follow(task -> raised.excess(7));
        assertThat(raised.value(0)).isCloseTo(0.1 * Math.exp(0.01), within(1e-8));
        Multiplier.Stack lowered = one(rule);
        lowered.follow(task -> lowered.excess(3));
        assertThat(lowered.value(0)).isCloseTo(0.1 * Math.exp(-0.01), within(1e-8));
        Multiplier.Stack resting = one(rule);
        resting.follow(task -> resting.excess(5));
        assertThat(resting.value(0)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void aLogarithmicOneFollowsAdam() {
        Multiplier.Stack stack = one(new Multiplier.Logarithmic(0.7, 0.01, 0));
        ScalarAdam adam = new ScalarAdam(Math.log(0.7), 0.01);
        Random random = new Random(1);
        for (int step = 0; step < 50; step++) {
            double excess = random.nextGaussian();
            adam.step(-stack.value(0) * excess);
            stack.follow(task -> excess);
            assertThat(stack.value(0)).isEqualTo(Math.exp(adam.value()));
        }
    }

    /**
     * Gradient 2 twice, from logarithm 1 at rate 0.1: moments 0.2 and 0.004, then 0.38 and
     * 0.007996; each step, bias corrected, is the rate.
     */
    @Test
    void theStateIsTheLogarithmItsMomentsAndItsSteps() {
        Multiplier.Stack stack = one(new Multiplier.Logarithmic(Math.E, 0.1, 0));
        assertThat(stack.state()).containsExactly(1, 0, 0, 0);
        for (int step = 0; step < 2; step++) {
            stack.follow(task -> -2 / stack.value(0));
        }
        // 0.9 * 0.2 + 0.1 * 2; 0.999 * 0.004 + 0.001 * 4
        assertThat(stack.state())
                .containsExactly(new double[] {0.8, 0.38, 0.007996, 2}, within(1e-8));
    }

    @Test
    void aLogarithmicOneIsAtMostAMillion() {
        Multiplier.Stack stack = one(new Multiplier.Logarithmic(9e5, 1, 0));
        stack.follow(task -> 2); // e times 9e5 without the limit
        assertThat(stack.value(0)).isEqualTo(1e6);
    }

    /** Steps of 1, 2 and 3 from 2. */
    @Test
    void aStackHoldsOneForEachTask() {
        Multiplier.Stack stack = Multiplier.Stack.start(plain(2, Multiplier.Clip.KEPT), 3);
        stack.follow(task -> 2 * (task + 1));
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThat(stack.row(manager).toFloatArray()).containsExactly(3, 4, 5);
            assertThat(stack.column(manager).getShape()).isEqualTo(new Shape(3, 1));
        }
        assertThat(stack.mean()).isEqualTo(4);
        stack.gather(2, 0).follow(task -> task == 0 ? -2 : 2); // tasks 2 and 0
        assertThat(stack.state()).containsExactly(4, 4, 4);
    }

    /** Target 3, rate 0.5: measured 3 and 7 are above it by 0 and 4. */
    @Test
    void aStackIsHeldByWhatWasMeasured() {
        Multiplier rule = new Multiplier.Plain(1, 0.5, 3, 0, 10, Multiplier.Clip.KEPT);
        Multiplier.Stack stack = Multiplier.Stack.start(rule, 2);
        stack.hold(task -> 3 + 4 * task);
        assertThat(stack.state()).containsExactly(1, 1 + 0.5 * 4);
    }

    @Test
    void aRestoredStackGoesOnTheSame() {
        Multiplier rule = new Multiplier.Logarithmic(0.7, 0.01, 0);
        Multiplier.Stack first = Multiplier.Stack.start(rule, 2);
        first.follow(task -> task + 1);
        Multiplier.Stack second = Multiplier.Stack.start(rule, 2);
        second.restore(first.state());
        first.follow(task -> -3 * task);
        second.follow(task -> -3 * task);
        assertThat(second.state()).isEqualTo(first.state());
        refused(() -> second.restore(1, 2, 3, 4), "4 numbers do not make the state of 2");
    }

    @Test
    void nonsenseIsRefused() {
        Multiplier.Clip kept = Multiplier.Clip.KEPT;
        refused(() -> new Multiplier.Fixed(-1), "fixed at -1.0, must be at least 0");
        refused(() -> new Multiplier.Fixed(Double.NaN), "fixed at NaN");
        refused(() -> new Multiplier.Plain(-1, 1, 0, 0, 1, kept), "initial -1.0");
        refused(() -> new Multiplier.Plain(1, 0, 0, 0, 1, kept), "rate 0.0");
        refused(() -> new Multiplier.Plain(5, 1, 0, 0, 1, kept), "initial <= largest");
        refused(() -> new Multiplier.Plain(1, 1, 0, 2, 3, kept), "least <= initial");
        refused(() -> new Multiplier.Plain(1, 1, Double.NaN, 0, 1, kept), "target NaN");
        refused(() -> new Multiplier.Logarithmic(0, 1, 1), "initial 0.0");
        refused(() -> new Multiplier.Logarithmic(1, 0, 1), "rate 0.0");
        refused(() -> new Multiplier.Logarithmic(1, 1, Double.NaN), "target NaN");
    }

    private static void refused(Runnable construction, String message) {
        assertThatThrownBy(construction::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
