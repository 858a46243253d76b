package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The weight of a penalty, moved so that what it weighs keeps to a bound: a dual variable (MerPO,
 * A.2.2). A rule says how one starts and moves; a {@link Stack} holds one for each task. No
 * gradient passes through it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Multiplier.Fixed.class, name = "fixed"),
    @JsonSubTypes.Type(value = Multiplier.Plain.class, name = "plain"),
    @JsonSubTypes.Type(value = Multiplier.Logarithmic.class, name = "logarithmic")
})
public sealed interface Multiplier {

    /** All that moves of one, at its start. */
    double[] start();

    /** What {@code state} stands for. */
    double value(double... state);

    /** One step of {@code state}: the value rises where the excess is positive. */
    void follow(double[] state, double excess);

    /** The bound. */
    double target();

    /** How far something is above the bound. */
    default double excess(double measured) {
        return measured - target();
    }

    /**
     * Never moves.
     *
     * @param value at least 0
     */
    record Fixed(double value) implements Multiplier {
        public Fixed {
            require(value >= 0, "fixed at %s, must be at least 0".formatted(value));
        }

        @Override
        public double[] start() {
            return new double[0];
        }

        @Override
        public double value(double... state) {
            return value;
        }

        @Override
        public void follow(double[] state, double excess) {}

        @Override
        public double target() {
            return 0;
        }
    }

    /** Where a plain multiplier is clipped. */
    enum Clip {
        /** What is kept: it turns back from a limit at once. */
        KEPT,
        /** What is used of it: what is kept goes on beyond the limits, as FOCAL's alpha. */
        USED
    }

    /**
     * Plain gradient: {@code value <- clip(value + rate excess)}.
     *
     * @param target the bound
     * @param least smallest value
     * @param largest largest value
     */
    record Plain(
            double initial, double rate, double target, double least, double largest, Clip clip)
            implements Multiplier {
        public Plain {
            require(
                    least >= 0
                            && initial >= least
                            && largest >= (clip == Clip.KEPT ? initial : least)
                            && rate > 0
                            && Double.isFinite(target),
                    "plain with initial %s, rate %s, target %s, least %s, largest %s; must be 0 <= least <= initial <= largest, rate > 0, target finite"
                            .formatted(initial, rate, target, least, largest));
        }

        @Override
        public double[] start() {
            return new double[] {initial};
        }

        @Override
        public double value(double... state) {
            return clipped(state[0]);
        }

        @Override
        public void follow(double[] state, double excess) {
            double next = state[0] + rate * excess;
            state[0] = clip == Clip.KEPT ? clipped(next) : next;
        }

        private double clipped(double value) {
            return Math.max(least, Math.min(largest, value));
        }
    }

    /**
     * Adam on the logarithm, descending {@code -exp(x) excess} by x. At most a million.
     *
     * @param rate of Adam
     * @param target the bound
     */
    record Logarithmic(double initial, double rate, double target) implements Multiplier {
        private static final double LARGEST = 1e6;

        public Logarithmic {
            require(
                    initial > 0 && Double.isFinite(initial) && rate > 0 && Double.isFinite(target),
                    "logarithmic with initial %s, rate %s, target %s; initial and rate must be positive, initial and target finite"
                            .formatted(initial, rate, target));
        }

        /** The logarithm, Adam's two moments, its steps so far. */
        @Override
        public double[] start() {
            return new double[] {Math.log(initial), 0, 0, 0};
        }

        @Override
        public double value(double... state) {
            return Math.min(Math.exp(state[0]), LARGEST);
        }

        @Override
        public void follow(double[] state, double excess) {
            double gradient = -value(state) * excess;
            state[3]++;
            state[1] = 0.9 * state[1] + 0.1 * gradient;
            state[2] = 0.999 * state[2] + 0.001 * gradient * gradient;
            double mean = state[1] / (1 - Math.pow(0.9, state[3]));
            double square = state[2] / (1 - Math.pow(0.999, state[3]));
            state[0] -= rate * mean / (Math.sqrt(square) + 1e-8);
        }
    }

    private static void require(boolean holds, String reading) {
        if (!holds) {
            throw new IllegalArgumentException("a multiplier is " + reading);
        }
    }

    /** One multiplier for each task of a stack, all of one rule. */
    final class Stack {
        private final Multiplier rule;
        private final double[][] states; // a row per task; rows are shared by what is gathered

        private Stack(Multiplier rule, double[][] states) {
            this.rule = rule;
            this.states = states;
        }

        /** At their start. */
        public static Stack start(Multiplier rule, int tasks) {
            return new Stack(
                    rule,
                    IntStream.range(0, tasks)
                            .mapToObj(task -> rule.start())
                            .toArray(double[][]::new));
        }

        /** Of one row of the stack. */
        public double value(int task) {
            return rule.value(states[task]);
        }

        /** Over the rows of the stack. */
        public double mean() {
            return IntStream.range(0, states.length)
                    .mapToDouble(this::value)
                    .average()
                    .orElseThrow();
        }

        /** See {@link Multiplier#excess}. */
        public double excess(double measured) {
            return rule.excess(measured);
        }

        /** One step of each task's. */
        public void follow(IntToDoubleFunction excess) {
            for (int task = 0; task < states.length; task++) {
                rule.follow(states[task], excess.applyAsDouble(task));
            }
        }

        /** The same where what is weighed was measured: by its {@link #excess}. */
        public void hold(IntToDoubleFunction measured) {
            follow(task -> excess(measured.applyAsDouble(task)));
        }

        /** The value of each task, [T]. */
        public NDArray row(NDManager manager) {
            return manager.create(values());
        }

        /** The same, [T, 1]. */
        public NDArray column(NDManager manager) {
            return manager.create(values(), new Shape(states.length, 1));
        }

        private float[] values() {
            float[] values = new float[states.length];
            for (int task = 0; task < values.length; task++) {
                values[task] = (float) value(task);
            }
            return values;
        }

        /** Those of some tasks, the same ones: what moves there moves here. */
        public Stack gather(int... rows) {
            return new Stack(
                    rule,
                    Arrays.stream(rows).mapToObj(row -> states[row]).toArray(double[][]::new));
        }

        /** All that moves, task after task. */
        public double[] state() {
            return Arrays.stream(states).flatMapToDouble(Arrays::stream).toArray();
        }

        /** Goes on from where a {@link #state} of as many numbers was taken. */
        public void restore(double... saved) {
            if (saved.length != state().length) {
                throw new IllegalArgumentException(
                        "%d numbers do not make the state of %d multipliers, %d are needed"
                                .formatted(saved.length, states.length, state().length));
            }
            int at = 0;
            for (double[] state : states) {
                System.arraycopy(saved, at, state, 0, state.length);
                at += state.length;
            }
        }
    }
}
