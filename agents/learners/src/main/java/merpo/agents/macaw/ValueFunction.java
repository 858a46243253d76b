package merpo.agents.macaw;

import ai.djl.ndarray.NDArray;
import java.util.List;
import merpo.datagen.nn.Scaling;

/** MACAW's V(s) of each task, from its layers. */
record ValueFunction(List<Linear> layers) {

    /** V of each row, [T, B], of s [T, B, obs]. */
    NDArray at(NDArray s) {
        return walk(s).output().squeeze(2);
    }

    private Chain.Walk walk(NDArray s) {
        return new Chain(layers, false).walk(s);
    }

    /** The inner loss, {@code mean (V(s) - G)^2}: no bootstrap. */
    InnerLoss regression(MacawRows rows) {
        Chain.Walk walk = walk(rows.observation());
        NDArray error = walk.output().squeeze(2).sub(rows.returns());
        NDArray byOutput = Scaling.by(2.0 / error.getShape().get(1), error).expandDims(2);
        return new InnerLoss(error.square().mean(new int[] {1}), walk.back(byOutput).layers());
    }

    /** {@code A = G + gamma^(T - t) V(s_T) - V(s)}, [T, B]. */
    NDArray advantages(MacawRows rows) {
        return MacawLosses.target(rows, at(rows.last())).sub(at(rows.observation()));
    }

    /** The same numbers, through which no gradient passes. */
    ValueFunction constant() {
        return new ValueFunction(layers.stream().map(Linear::constant).toList());
    }
}
