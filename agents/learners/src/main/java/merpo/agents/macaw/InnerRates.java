package merpo.agents.macaw;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import merpo.datagen.nn.Scaling;

/**
 * How far an inner step goes, as it is used: softplus of what is learned.
 *
 * @param value a rate for each tensor of V, [1, 1] each
 * @param policy a rate for each tensor of the policy
 * @param coefficient weight of the advantage head's error, [1, 1]
 */
record InnerRates(NDList value, NDList policy, NDArray coefficient) {
    /**
     * @param raw those of V, those of the policy, the coefficient, [1, n]
     * @param value number of V's
     */
    static InnerRates of(NDArray raw, int value) {
        int last = (int) raw.getShape().get(1) - 1;
        NDList all = Activation.softPlus(raw).split(last + 1, 1);
        return new InnerRates(
                new NDList(all.subList(0, value)),
                new NDList(all.subList(value, last)),
                all.get(last));
    }

    /** What is learned, before the first step. */
    static float[] initial(MacawConfig.Inner config, int rates) {
        float[] raw = new float[rates + 1];
        Arrays.fill(raw, (float) Math.log(config.rate()));
        raw[rates] = (float) Math.log(config.coefficient());
        return raw;
    }

    /** All rates, read back. */
    DoubleStream each() {
        return Stream.concat(value.stream(), policy.stream())
                .mapToDouble(rate -> rate.toFloatArray()[0]);
    }

    /** Those of V for a step of another length. */
    NDList value(double factor) {
        NDList scaled = new NDList();
        value.forEach(rate -> scaled.add(Scaling.by(factor, rate)));
        return scaled;
    }
}
