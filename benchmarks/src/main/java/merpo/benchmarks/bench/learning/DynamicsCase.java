package merpo.benchmarks.bench.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.random.RandomGenerator;
import merpo.agents.dynamics.DynamicsNetwork;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.Streams;

/** Training steps of a dynamics ensemble, each member on rows of its own. */
final class DynamicsCase implements LearningCase {
    private final NDManager manager;
    private final DynamicsNetwork network;
    private final Network learner;
    private final RandomGenerator random = Streams.of(0, "dynamics", 0);
    private final int batch = Ensembles.USUAL.batch();
    private final float[] inputs; // [ROWS, inputs], standardised
    private final float[] targets; // [ROWS, targets]

    DynamicsCase(NDManager manager) {
        this.manager = manager;
        network =
                new DynamicsNetwork(
                        LearningSizes.OBSERVATION,
                        LearningSizes.ACTION,
                        Ensembles.USUAL.hiddenLayers(),
                        Ensembles.USUAL.width(),
                        Ensembles.USUAL.members());
        learner = Network.of("dynamics", network.initialize(manager, random), 1e-3);
        inputs = gaussian(LearningSizes.ROWS * network.inputs());
        targets = gaussian(LearningSizes.ROWS * network.targets());
    }

    private float[] gaussian(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @Override
    public void update() {
        try (NDManager scratch = manager.newSubManager()) {
            step(scratch);
        }
    }

    private void step(NDManager scratch) {
        int rows = network.members() * batch;
        float[] x = new float[rows * network.inputs()];
        float[] y = new float[rows * network.targets()];
        for (int row = 0; row < rows; row++) {
            int drawn = random.nextInt(LearningSizes.ROWS);
            copy(inputs, drawn, x, row, network.inputs());
            copy(targets, drawn, y, row, network.targets());
        }
        NDArray input = scratch.create(x, shape(network.inputs()));
        NDArray target = scratch.create(y, shape(network.targets()));
        learner.descend(parameters -> network.negativeLogLikelihood(input, target, parameters));
    }

    private static void copy(float[] from, int row, float[] to, int at, int width) {
        System.arraycopy(from, row * width, to, at * width, width);
    }

    private Shape shape(int width) {
        return new Shape(1, network.members(), batch, width);
    }

    @Override
    public void close() {
        learner.close();
    }
}
