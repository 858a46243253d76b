package merpo.datagen.nn;

/** Adam for a single number, such as the logarithm of a temperature. */
public final class ScalarAdam {
    private final double learningRate;
    private double value;
    private double first;
    private double second;
    private int steps;

    public ScalarAdam(double value, double learningRate) {
        this.value = value;
        this.learningRate = learningRate;
    }

    public double value() {
        return value;
    }

    /** One step down the gradient. */
    public void step(double gradient) {
        steps++;
        first = 0.9 * first + 0.1 * gradient;
        second = 0.999 * second + 0.001 * gradient * gradient;
        double mean = first / (1 - Math.pow(0.9, steps));
        double square = second / (1 - Math.pow(0.999, steps));
        value -= learningRate * mean / (Math.sqrt(square) + 1e-8);
    }

    public State state() {
        return new State(value, first, second, steps);
    }

    /** Goes on from where a state was taken. */
    public void restore(State state) {
        value = state.value();
        first = state.first();
        second = state.second();
        steps = state.steps();
    }

    /** The number and all that its optimizer remembers. */
    public record State(double value, double first, double second, int steps) {
        /** The four as plain numbers. */
        public double[] toArray() {
            return new double[] {value, first, second, steps};
        }

        /** The inverse of {@link #toArray}. */
        public static State of(double... numbers) {
            return new State(numbers[0], numbers[1], numbers[2], (int) numbers[3]);
        }
    }
}
