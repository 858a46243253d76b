package merpo.datagen.nn;

/**
 * The weight of the entropy, one number per task (facts/algorithms.md 0.6). It has no gradient
 * through networks; {@link #update} moves it.
 */
public sealed interface Temperature permits Temperature.Fixed, Temperature.Tuned {

    /** The weight for one task of the stack, at least 0. */
    double value(int task);

    /** One step towards the target entropy, given the mean log density of the policy's actions. */
    void update(int task, double meanLogProb);

    /** The weights of all tasks. */
    default float[] values(int tasks) {
        float[] values = new float[tasks];
        for (int task = 0; task < tasks; task++) {
            values[task] = (float) value(task);
        }
        return values;
    }

    /**
     * @param weight the same for every task and step
     */
    record Fixed(double weight) implements Temperature {
        public Fixed {
            if (!(weight >= 0)) {
                throw new IllegalArgumentException(
                        "Temperature.Fixed.weight is " + weight + ", must be at least 0");
            }
        }

        @Override
        public double value(int task) {
            return weight;
        }

        @Override
        public void update(int task, double meanLogProb) {}
    }

    /** Tuned so that the entropy of the policy stays near a target; Adam on the logarithm. */
    final class Tuned implements Temperature {
        private final ScalarAdam[] logarithms;
        private final double targetEntropy;

        /**
         * @param initial weight at the start, positive
         * @param targetEntropy usually minus the number of action entries
         */
        public Tuned(int tasks, double initial, double learningRate, double targetEntropy) {
            this.targetEntropy = targetEntropy;
            logarithms = new ScalarAdam[tasks];
            for (int task = 0; task < tasks; task++) {
                logarithms[task] = new ScalarAdam(Math.log(initial), learningRate);
            }
        }

        @Override
        public double value(int task) {
            return Math.exp(logarithms[task].value());
        }

        /** Descends {@code exp(x) (-log pi - H)} by x: rises where the entropy is below target. */
        @Override
        public void update(int task, double meanLogProb) {
            logarithms[task].step(value(task) * (-meanLogProb - targetEntropy));
        }
    }
}
