package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The distribution {@code a = tanh(u), u ~ N(mean, exp(logDeviation)^2)} over actions.
 *
 * @param mean of u, [T, B, act]
 * @param logDeviation of u, [T, B, act], within its {@link Bounds}
 */
public record SquashedGaussian(NDArray mean, NDArray logDeviation) {
    /** Actions of a dataset are pulled this far inside (-1, 1) before atanh. */
    public static final float ACTION_MARGIN = 1e-3f;

    static final float HALF_LOG_TWO_PI = (float) (0.5 * Math.log(2 * Math.PI));
    private static final float LOG_TWO = (float) Math.log(2);

    /**
     * Where a network's log deviation is cut; outside it takes no gradient.
     *
     * @param least usually -5; rlkit's family goes to -20
     * @param largest usually 2; FOCAL's is 0
     */
    public record Bounds(float least, float largest) {
        /** From -5 to 2. */
        public static final Bounds USUAL = new Bounds(-5, 2);

        public Bounds {
            if (!(least < largest && Float.isFinite(largest - least))) {
                throw new IllegalArgumentException(
                        "Bounds of the log deviation are %s and %s, the first must be smaller and both finite"
                                .formatted(least, largest));
            }
        }
    }

    /** An action and its log density. {@code action}: [T, B, act]; {@code logProb}: [T, B]. */
    public record Sample(NDArray action, NDArray logProb) {}

    /**
     * @param head output of a policy network, [T, 1, B, 2 act]: mean, then log deviation
     */
    public static SquashedGaussian of(NDArray head, Bounds bounds) {
        NDArray flat = head.squeeze(1);
        NDList halves = flat.split(new long[] {flat.getShape().get(2) / 2}, 2);
        return new SquashedGaussian(
                halves.get(0), halves.get(1).clip(bounds.least(), bounds.largest()));
    }

    /** Rows {@code from} (inclusive) to {@code to} (exclusive) of every task. */
    public SquashedGaussian slice(int from, int to) {
        NDIndex rows = new NDIndex().addAllDim().addSliceDim(from, to);
        return new SquashedGaussian(mean.get(rows), logDeviation.get(rows));
    }

    /** All rows, then all rows again: [T, times * B, act]. */
    public SquashedGaussian tile(int times) {
        long[] rows = {1, times, 1};
        return new SquashedGaussian(mean.tile(rows), logDeviation.tile(rows));
    }

    /** {@code tanh(mean)}, [T, B, act]: how a trained policy is evaluated. */
    public NDArray mode() {
        return Activation.tanh(mean);
    }

    /**
     * A reparameterised draw.
     *
     * @param noise N(0, 1), [T, B, act]
     */
    public Sample sample(NDArray noise) {
        Shapes.require("noise", noise, mean.getShape().getShape());
        NDArray u = mean.add(logDeviation.exp().mul(noise));
        NDArray gaussian = Scaling.by(-0.5, noise.square()).sub(logDeviation);
        return new Sample(Activation.tanh(u), density(gaussian, u));
    }

    /** A draw with noise from one generator per task. */
    public Sample sample(List<RandomGenerator> randoms) {
        Shape shape = mean.getShape();
        int rows = (int) shape.get(1);
        return sample(Noise.gaussian(mean.getManager(), randoms, rows, (int) shape.get(2)));
    }

    /**
     * Log density of given actions, [T, B].
     *
     * @param preTanh u = atanh(a), [T, B, act]: see {@link #preTanh(float)}
     */
    public NDArray logProb(NDArray preTanh) {
        NDArray z = preTanh.sub(mean).mul(logDeviation.neg().exp());
        return density(Scaling.by(-0.5, z.square()).sub(logDeviation), preTanh);
    }

    /** Sums the Gaussian part and the Jacobian of tanh over the action's entries. */
    private static NDArray density(NDArray gaussian, NDArray u) {
        return gaussian.sub(logJacobian(u)).sub(HALF_LOG_TWO_PI).sum(new int[] {2});
    }

    /** {@code log(1 - tanh(u)^2) = 2 (log 2 - u - softplus(-2 u))}, stable for every u. */
    static NDArray logJacobian(NDArray u) {
        NDArray softplus = Activation.softPlus(Scaling.by(-2, u));
        return Scaling.by(-2, u.add(softplus).sub(LOG_TWO));
    }

    /**
     * {@code KL(this || other)}, [T, B], in closed form: tanh is a shared bijection, so it is that
     * of the Gaussians before it.
     */
    public NDArray klTo(SquashedGaussian other) {
        NDArray inverse = other.logDeviation.neg().exp();
        NDArray ratio = logDeviation.exp().mul(inverse).square();
        NDArray distance = mean.sub(other.mean).mul(inverse).square();
        return Scaling.by(0.5, ratio.add(distance))
                .add(other.logDeviation)
                .sub(logDeviation)
                .sub(0.5f)
                .sum(new int[] {2});
    }

    /** u = atanh(a) of a dataset's action, pulled inside (-1, 1) by {@link #ACTION_MARGIN}. */
    public static float preTanh(float action) {
        double a = Math.max(-1 + ACTION_MARGIN, Math.min(1 - ACTION_MARGIN, action));
        return (float) (0.5 * Math.log((1 + a) / (1 - a)));
    }
}
