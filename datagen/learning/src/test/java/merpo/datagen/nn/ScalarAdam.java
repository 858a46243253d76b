package merpo.datagen.nn;

/** Adam for a single number, as its paper has it: what the others are compared with. */
final class ScalarAdam {
    private final double learningRate;
    private double value;
    private double first;
    private double second;
    private int steps;

    ScalarAdam(double value, double learningRate) {
        this.value = value;
        this.learningRate = learningRate;
    }

    double value() {
        return value;
    }

    /** One step down the gradient. */
    void step(double gradient) {
        steps++;
        first = 0.9 * first + 0.1 * gradient;
        second = 0.999 * second + 0.001 * gradient * gradient;
        double mean = first / (1 - Math.pow(0.9, steps));
        double square = second / (1 - Math.pow(0.999, steps));
        value -= learningRate * mean / (Math.sqrt(square) + 1e-8);
    }
}
