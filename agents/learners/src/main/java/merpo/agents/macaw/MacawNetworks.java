package merpo.agents.macaw;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.Scaling;

/**
 * The shapes of V and policy, and MACAW's two loops over parameters that are handed in: the step on
 * a task's rows, and what that step is worth on other rows of it.
 *
 * @param value layers of V
 * @param policy layers of the policy
 * @param acting the policy without its advantage head
 */
record MacawNetworks(MacawConfig config, LayerStack value, LayerStack policy, Mlp acting) {

    static MacawNetworks of(MacawConfig config, int observationSize, int actionSize) {
        MacawConfig.Networks sizes = config.networks();
        List<Layer> value = new ArrayList<>();
        int in = observationSize;
        for (int i = 0; i < sizes.hiddenLayers(); i++) {
            value.add(sizes.layer(in, sizes.width()));
            in = sizes.width();
        }
        List<Layer> policy = new ArrayList<>(value);
        value.add(sizes.layer(in, 1));
        policy.add(sizes.layer(in, actionSize));
        policy.add(sizes.layer(in + actionSize, sizes.advantageWidth()));
        policy.add(sizes.layer(sizes.advantageWidth(), 1));
        Mlp acting =
                new Mlp(
                        observationSize,
                        sizes.hiddenLayers(),
                        sizes.width(),
                        actionSize,
                        Mlp.Hidden.RELU);
        return new MacawNetworks(config, new LayerStack(value), new LayerStack(policy), acting);
    }

    /**
     * Everything that is learned, as views.
     *
     * @param value tensors of V, [1, ...] each
     * @param policy tensors of the policy
     * @param rates as they are used
     */
    record Parameters(NDList value, NDList policy, InnerRates rates) {}

    /** Of V's tensors, the policy's, and all raw rates. */
    Parameters parameters(NDList value, NDList policy, NDArray raw) {
        return new Parameters(value, policy, InnerRates.of(raw, this.value.tensors()));
    }

    /** How many rates there are, of both networks. */
    int rates() {
        return value.tensors() + policy.tensors();
    }

    ValueFunction value(NDList tensors) {
        return new ValueFunction(value.linear(tensors));
    }

    MacawPolicy policy(NDList tensors) {
        return policy(policy.linear(tensors));
    }

    private MacawPolicy policy(List<Linear> layers) {
        return new MacawPolicy(layers, config.regression().deviation());
    }

    /**
     * What a step on its rows has made of each task.
     *
     * @param valueLoss of V before the step
     * @param value V'
     * @param target V of the whole way to V' as far as a slow copy follows, constant
     * @param advantages of the rows, by V', constant, [T, B]
     * @param policyLoss of the policy before the step
     * @param policy pi'
     */
    record Adapted(
            InnerLoss valueLoss,
            ValueFunction value,
            ValueFunction target,
            NDArray advantages,
            InnerLoss policyLoss,
            MacawPolicy policy) {}

    /** One step of V, then one of the policy. */
    Adapted adapt(MacawRows rows, Parameters from) {
        MacawConfig.Inner inner = config.inner();
        InnerLoss valueLoss = value(from.value()).regression(rows);
        ValueFunction adapted = stepped(valueLoss, from, 1);
        ValueFunction target = stepped(valueLoss, from, 1 - inner.targetKeep()).constant();
        NDArray advantages = adapted.constant().advantages(rows);
        InnerLoss policyLoss =
                policy(from.policy())
                        .regression(
                                rows, advantages, weights(advantages), from.rates().coefficient());
        MacawPolicy policy =
                policy(
                        this.policy.stepped(
                                from.policy(),
                                policyLoss.gradient(),
                                from.rates().policy(),
                                inner.order()));
        return new Adapted(valueLoss, adapted, target, advantages, policyLoss, policy);
    }

    /** V after a share of the step; as parameters are linear in it, this is also a slow copy. */
    private ValueFunction stepped(InnerLoss loss, Parameters from, double share) {
        NDList rates = share == 1 ? from.rates().value() : from.rates().value(share);
        return new ValueFunction(
                value.stepped(from.value(), loss.gradient(), rates, config.inner().order()));
    }

    NDArray weights(NDArray advantages) {
        return MacawLosses.weights(advantages, config.regression().largestWeight());
    }

    /**
     * What the steps are worth on other rows.
     *
     * @param value {@code mean (V'(s) - target)^2}, [T]
     * @param policy {@code mean -w log pi'(a | s)}, [T]
     * @param advantages of the outer rows, by V', constant, [T, B]
     */
    record Outer(Adapted adapted, NDArray value, NDArray policy, NDArray advantages) {
        /** The meta-loss, [1]: a sum over entries, by the number of all training tasks. */
        NDArray total(int trainingTasks) {
            return Scaling.by(1.0 / trainingTasks, value.add(policy)).sum(new int[] {0}, true);
        }
    }

    /** The inner step on some rows, then its losses on others of the same tasks. */
    Outer outer(MacawRows innerRows, MacawRows outerRows, Parameters from) {
        Adapted adapted = adapt(innerRows, from);
        NDArray v = adapted.value().at(outerRows.observation());
        NDArray target = MacawLosses.target(outerRows, adapted.target().at(outerRows.last()));
        NDArray after = adapted.value().constant().at(outerRows.last());
        NDArray advantages = MacawLosses.target(outerRows, after).sub(v.stopGradient());
        NDArray logProb = adapted.policy().at(outerRows.observation()).logProb(outerRows.action());
        return new Outer(
                adapted,
                MacawLosses.value(v, target),
                MacawLosses.regression(weights(advantages), logProb),
                advantages);
    }
}
