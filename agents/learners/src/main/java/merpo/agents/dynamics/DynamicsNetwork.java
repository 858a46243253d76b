package merpo.agents.dynamics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import merpo.datagen.nn.Initialization;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Scaling;
import merpo.datagen.nn.WeightDecay;

/**
 * The shape of an ensemble that predicts the change of the observation and the reward, each with a
 * variance (PAPERS.md, "Ensembles").
 *
 * @param observationSize entries of an observation
 * @param actionSize entries of an action
 * @param hiddenLayers of each member
 * @param width units of each hidden layer
 * @param members size of the ensemble
 */
public record DynamicsNetwork(
        int observationSize, int actionSize, int hiddenLayers, int width, int members) {
    private static final float MAX_LOG_VARIANCE = 0.5f;
    private static final float MIN_LOG_VARIANCE = -10;
    private static final float BOUND_COST = 0.01f;

    /**
     * @param mean [T, M, B, targets]
     * @param logVariance [T, M, B, targets]
     */
    public record Prediction(NDArray mean, NDArray logVariance) {}

    /** Width of the input, (s, a). */
    public int inputs() {
        return observationSize + actionSize;
    }

    /** Width of the target, (s' - s, r). */
    public int targets() {
        return observationSize + 1;
    }

    private Mlp network() {
        return new Mlp(inputs(), hiddenLayers, width, 2 * targets(), Mlp.Hidden.SWISH);
    }

    private List<Shape> blocks() {
        List<Shape> blocks = new ArrayList<>(network().blocks(members));
        blocks.add(new Shape(1, 1, targets())); // largest log variance, shared by the members
        blocks.add(new Shape(1, 1, targets())); // smallest
        return List.copyOf(blocks);
    }

    /** Fresh parameters for one task (or the meta-model), [1, P]. */
    public ParameterStack initialize(NDManager manager, RandomGenerator random) {
        float[] weights;
        try (ParameterStack drawn =
                Initialization.TRUNCATED_NORMAL.draw(
                        manager, network(), members, List.of(random))) {
            weights = drawn.toArray();
        }
        float[] all = Arrays.copyOf(weights, weights.length + 2 * targets());
        Arrays.fill(all, weights.length, weights.length + targets(), MAX_LOG_VARIANCE);
        Arrays.fill(all, weights.length + targets(), all.length, MIN_LOG_VARIANCE);
        return ParameterStack.of(manager, all, blocks());
    }

    /** Parameters read from a checkpoint, [T, P]. */
    public ParameterStack parameters(NDManager manager, float[] values) {
        return ParameterStack.of(manager, values, blocks());
    }

    /**
     * The given members alone.
     *
     * @param all of one task, [P]
     * @return parameters of an ensemble {@link #of} that many members
     */
    float[] select(float[] all, int... chosen) {
        DynamicsNetwork few = of(chosen.length);
        float[] selected = new float[few.size()];
        for (int i = 0; i < chosen.length; i++) {
            copyMember(all, members, chosen[i], selected, chosen.length, i);
        }
        few.copyBounds(all, selected);
        return selected;
    }

    /** The same shape with another number of members. */
    DynamicsNetwork of(int members) {
        return new DynamicsNetwork(observationSize, actionSize, hiddenLayers, width, members);
    }

    /** Numbers of one task, P. */
    int size() {
        return Math.toIntExact(blocks().stream().mapToLong(Shape::size).sum());
    }

    /** Overwrites one member's weights; both [P]. */
    void copyMember(int member, float[] from, float[] to) {
        copyMember(from, members, member, to, members, member);
    }

    /** Overwrites the variance bounds, which the members share, at the end of both arrays. */
    void copyBounds(float[] from, float[] to) {
        int count = 2 * targets();
        System.arraycopy(from, from.length - count, to, to.length - count, count);
    }

    private void copyMember(
            float[] from, int fromMembers, int member, float[] to, int toMembers, int place) {
        int before = 0; // numbers of one member in the blocks before this one
        for (Shape block : network().blocks(1)) {
            int size = Math.toIntExact(block.size());
            System.arraycopy(
                    from,
                    before * fromMembers + member * size,
                    to,
                    before * toMembers + place * size,
                    size);
            before += size;
        }
    }

    static float[] concat(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /**
     * @param input standardised (s, a), [T, M or 1, B, inputs]
     */
    public Prediction predict(NDArray input, NDList parameters) {
        NDList halves = network().forward(input, parameters).split(new long[] {targets()}, 3);
        NDArray largest = parameters.get(parameters.size() - 2);
        NDArray smallest = parameters.get(parameters.size() - 1);
        NDArray v = halves.get(1);
        // v <- max - softplus(max - v), then min + softplus(v - min)
        NDArray below = Activation.softPlus(v.sub(largest).neg()).sub(largest).neg();
        NDArray within = Activation.softPlus(below.sub(smallest)).add(smallest);
        return new Prediction(halves.get(0), within);
    }

    /**
     * Negative log-likelihood up to constants: summed over members, averaged over batch and
     * entries, plus the cost of wide variance bounds (MerPO Eq. 3, A1; PAPERS.md, "Ensembles").
     *
     * @param target standardised (s' - s, r), [T, M, B, targets]
     * @return [T]
     */
    public NDArray negativeLogLikelihood(NDArray input, NDArray target, NDList parameters) {
        NDArray decay = decay(parameters);
        Prediction prediction = predict(input, parameters);
        NDArray v = prediction.logVariance();
        NDArray error = prediction.mean().sub(target).square();
        double rows =
                (double) error.getShape().get(2) * error.getShape().get(3); // the mean's divisor
        NDArray likelihood =
                Scaling.by(1 / rows, error.mul(v.neg().exp()).add(v).sum(new int[] {1, 2, 3}));
        NDArray width =
                parameters
                        .get(parameters.size() - 2)
                        .sub(parameters.get(parameters.size() - 1))
                        .sum(new int[] {1, 2, 3});
        return likelihood.add(Scaling.by(BOUND_COST, width)).add(decay);
    }

    /** {@code sum over layers of w_l / 2 |W_l|^2}, [T]; deeper layers decay faster. */
    private NDArray decay(NDList parameters) {
        return WeightDecay.of(
                IntStream.rangeClosed(0, hiddenLayers)
                        .mapToObj(layer -> parameters.get(2 * layer))
                        .toList(),
                IntStream.rangeClosed(0, hiddenLayers).mapToDouble(this::decayRate).toArray());
    }

    private double decayRate(int layer) {
        if (layer == hiddenLayers) {
            return 1e-4;
        }
        return Math.min(7.5e-5, 2.5e-5 * (layer + 1));
    }
}
