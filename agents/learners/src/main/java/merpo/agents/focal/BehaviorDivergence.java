package merpo.agents.focal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import merpo.agents.context.Descents;
import merpo.agents.context.soft.Regularizer;
import merpo.agents.context.soft.Regularizer.DualCritic;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Network;
import merpo.datagen.snapshot.Snapshot;

/** BRAC's divergence of the policy from the data: the dual critic c, and the weight alpha. */
final class BehaviorDivergence implements AutoCloseable {
    private final DualCritic config;
    private final Critic shape;
    private final Network critic; // c
    private final double[] alpha; // as its rule keeps it

    /** Takes the network over. */
    BehaviorDivergence(DualCritic config, Critic shape, Network critic) {
        this.config = config;
        this.shape = shape;
        this.critic = critic;
        alpha = config.alpha().start();
    }

    /** D of each row by c as it is, [1, B]; see {@link FocalLosses#divergence}. */
    NDArray at(NDArray s, NDArray a, NDArray own, NDArray z) {
        return at(s, a, own, z, critic.constant());
    }

    private NDArray at(NDArray s, NDArray a, NDArray own, NDArray z, NDList c) {
        return FocalLosses.divergence(values(s, a, z, c), values(s, own, z, c));
    }

    /** What c descends; finds D. {@code own} are the policy's actions, constant. */
    Descents.Loss loss(FocalInputs.Contrast rows, NDArray own, NDArray z, NDList c) {
        NDArray s = rows.observation();
        NDArray d = at(s, rows.action(), own, z, c);
        NDArray between = FocalLosses.between(rows.action(), own, rows.mix());
        NDArray loss = FocalLosses.dualCritic(d, values(s, between, z, c));
        return new Descents.Loss(loss, List.of(d));
    }

    private NDArray values(NDArray s, NDArray a, NDArray z, NDList c) {
        return shape.values(List.of(s, a, z), c).squeeze(1);
    }

    /** As it is used. */
    double alpha() {
        return config.alpha().value(alpha);
    }

    /** Alpha rises while the divergence is above its target. */
    void follow(double divergence) {
        config.alpha().follow(alpha, config.alpha().excess(divergence));
    }

    boolean inPolicy() {
        return config.use() != Regularizer.Use.MEASURED;
    }

    boolean inValue() {
        return config.use() == Regularizer.Use.POLICY_AND_VALUE;
    }

    Network critic() {
        return critic;
    }

    void save(Snapshot to) {
        to.put("c", critic.state());
        to.put("alpha", alpha);
    }

    void restore(Snapshot from) {
        critic.restore(from.network("c", critic.parameters()));
        System.arraycopy(from.doubles("alpha", alpha.length), 0, alpha, 0, alpha.length);
    }

    @Override
    public void close() {
        critic.close();
    }
}
