package merpo.agents.mbml;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;

import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Scaling;

/**
 * For each task some perceptrons that predict one thing from (s, a). They have seen the same rows
 * and differ in their first weights alone: where they disagree, the task has no such rows.
 *
 * @param shape of each
 * @param parameters of T tasks, at least two members each; this record owns them
 * @param largestDeviation of members, below which they are believed, in the unit of what they say
 */
record PredictionEnsemble(Mlp shape, ParameterStack parameters, double largestDeviation)
        implements AutoCloseable {

    /**
     * What the members of each task say.
     *
     * @param mean over members, [T, B, out]
     * @param deviation standard deviation over members (divisor members - 1), its mean over
     *     outputs, [T, B]
     * @param believed 1 where the deviation is small enough, else 0, [T, B]
     */
    record Prediction(NDArray mean, NDArray deviation, NDArray believed) {}

    /**
     * The mean square error of every member over rows and outputs, [T, M].
     *
     * @param inputs [T, 1, B, in]: all members see the same rows
     * @param target [T, B, out]
     * @param parameters of T tasks
     */
    static NDArray errors(Mlp shape, NDArray inputs, NDArray target, NDList parameters) {
        NDArray error = shape.forward(inputs, parameters).sub(target.expandDims(1));
        return error.square().mean(new int[] {3}).mean(new int[] {2});
    }

    /**
     * @param inputs [T, 1, B, in]
     */
    Prediction at(NDArray inputs) {
        NDArray all = shape.forward(inputs, parameters.constant()); // [T, M, B, out]
        NDArray mean = all.mean(new int[] {1}, true);
        NDArray squares = all.sub(mean).square().sum(new int[] {1}); // [T, B, out]
        double others = all.getShape().get(1) - 1.0;
        NDArray deviation = Scaling.by(1 / others, squares).sqrt().mean(new int[] {2});
        NDArray believed = deviation.lt(largestDeviation).toType(DataType.FLOAT32, false);
        return new Prediction(mean.squeeze(1), deviation, believed);
    }

    /** A copy of some tasks' members, to be closed on its own. */
    PredictionEnsemble gather(int... tasks) {
        return new PredictionEnsemble(shape, parameters.gather(tasks), largestDeviation);
    }

    @Override
    public void close() {
        parameters.close();
    }
}
