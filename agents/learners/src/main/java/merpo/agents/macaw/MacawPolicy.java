package merpo.agents.macaw;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import merpo.datagen.nn.FixedGaussian;
import merpo.datagen.nn.Scaling;

/**
 * MACAW's policy N(mu(s), sigma^2) of each task, and beside it the advantage head that lets an
 * inner step see what an action was worth.
 *
 * @param layers hidden ones, the one whose tanh is mu, then two of the advantage head
 * @param deviation sigma
 */
record MacawPolicy(List<Linear> layers, double deviation) {
    private static final int HEAD = 2;

    /** mu and sigma at s [T, B, obs]. */
    FixedGaussian at(NDArray s) {
        return gaussian(mean().walk(trunk().walk(s).output()));
    }

    private Chain trunk() {
        return new Chain(layers.subList(0, hidden()), true);
    }

    private Chain mean() {
        return new Chain(layers.subList(hidden(), hidden() + 1), false);
    }

    private Chain head() {
        return new Chain(layers.subList(hidden() + 1, layers.size()), false);
    }

    private int hidden() {
        return layers.size() - 1 - HEAD;
    }

    private FixedGaussian gaussian(Chain.Walk walk) {
        return new FixedGaussian(Activation.tanh(walk.output()), deviation);
    }

    /** The layers that act: all but the head's. */
    List<Linear> acting() {
        return layers.subList(0, hidden() + 1);
    }

    /**
     * The inner loss, {@code mean [-w log pi(a | s) + k (head(s, a) - A)^2]}. The head reads the
     * last hidden layer beside the action, both through a ReLU.
     *
     * @param advantages A, constant, [T, B]
     * @param weights w, constant, [T, B]
     * @param coefficient k, [1, 1]
     */
    InnerLoss regression(MacawRows rows, NDArray advantages, NDArray weights, NDArray coefficient) {
        double share = 1.0 / advantages.getShape().get(1);
        Chain.Walk trunk = trunk().walk(rows.observation());
        Chain.Walk mean = mean().walk(trunk.output());
        FixedGaussian pi = gaussian(mean);
        NDArray h = trunk.output();
        Chain.Walk head = head().walk(h.concat(Activation.relu(rows.action()), 2));
        NDArray error = head.output().squeeze(2).sub(advantages); // [T, B]

        NDArray mu = pi.mean();
        NDArray pull = mu.sub(rows.action()).mul(weights.expandDims(2));
        NDArray slope = mu.square().neg().add(1); // of tanh
        NDArray byMean = Scaling.by(share / (deviation * deviation), pull).mul(slope);
        NDArray byHead = Scaling.by(2 * share, error).mul(coefficient).expandDims(2);
        Chain.Back throughMean = mean.back(byMean);
        Chain.Back throughHead = head.back(byHead);
        NDArray byHidden = throughMean.input().add(first(throughHead.input(), h));

        List<Linear> gradient = new ArrayList<>(trunk.back(byHidden).layers());
        gradient.addAll(throughMean.layers());
        gradient.addAll(throughHead.layers());
        NDArray squares = error.square().mean(new int[] {1});
        NDArray loss =
                MacawLosses.regression(weights, pi.logProb(rows.action()))
                        .add(squares.mul(coefficient.squeeze(1)));
        return new InnerLoss(loss, gradient);
    }

    /** The part of a gradient [T, B, hidden + act] that is the hidden layer's. */
    private static NDArray first(NDArray byInput, NDArray hidden) {
        long width = hidden.getShape().get(2);
        return byInput.get(new NDIndex().addAllDim().addAllDim().addSliceDim(0, width));
    }
}
