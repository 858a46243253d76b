package merpo.datagen.nn;

import java.util.List;

/**
 * The weight of the entropy for one task. It has no gradient through networks; {@link #update}
 * moves it.
 */
public sealed interface Temperature permits Temperature.Fixed, Temperature.Tuned {

    /** The weight, at least 0. */
    double value();

    /** One step towards the target entropy, given the mean log density of the policy's actions. */
    void update(double meanLogProb);

    /** The weights of all tasks. */
    static float[] values(List<? extends Temperature> temperatures) {
        float[] values = new float[temperatures.size()];
        for (int task = 0; task < values.length; task++) {
            values[task] = (float) temperatures.get(task).value();
        }
        return values;
    }

    /**
     * @param value the same at every step
     */
    record Fixed(double value) implements Temperature {
        public Fixed {
            if (!(value >= 0)) {
                throw new IllegalArgumentException(
                        "Temperature.Fixed.value is " + value + ", must be at least 0");
            }
        }

        @Override
        public void update(double meanLogProb) {}
    }

    /** Tuned so that the entropy of the policy stays near a target; Adam on the logarithm. */
    final class Tuned implements Temperature {
        private final ScalarAdam logarithm;
        private final double targetEntropy;

        /**
         * @param initial weight at the start, positive
         * @param targetEntropy usually minus the number of action entries
         */
        public Tuned(double initial, double learningRate, double targetEntropy) {
            if (!(initial > 0 && Double.isFinite(initial))) {
                throw new IllegalArgumentException(
                        "Temperature.Tuned.initial is "
                                + initial
                                + ", must be positive and finite");
            }
            this.targetEntropy = targetEntropy;
            this.logarithm = new ScalarAdam(Math.log(initial), learningRate);
        }

        @Override
        public double value() {
            return Math.exp(logarithm.value());
        }

        /** The logarithm and what its optimizer remembers. */
        public ScalarAdam.State state() {
            return logarithm.state();
        }

        /** Goes on from where a state was taken. */
        public void restore(ScalarAdam.State state) {
            logarithm.restore(state);
        }

        /** Descends {@code exp(x) (-log pi - H)} by x: rises where the entropy is below target. */
        @Override
        public void update(double meanLogProb) {
            logarithm.step(value() * (-meanLogProb - targetEntropy));
        }
    }
}
