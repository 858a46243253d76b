package merpo.agents.merpo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import merpo.agents.rac.RacConfig;
import merpo.datagen.nn.Bellman;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Scaling;
import merpo.datagen.replay.Batch;

/**
 * How far Q_meta is from satisfying the Bellman equation of pi_c: what tells whether the
 * meta-critic learns at all (PAPERS.md, A15).
 */
final class MetaCriticError {
    private MetaCriticError() {}

    /**
     * Mean over tasks, heads and rows of {@code (Q - c r - gamma (1 - d) min Q(s', pi_c(s')))^2}, c
     * the scale of rewards.
     */
    static double of(
            Policy policy,
            Critic critic,
            NDList metaPolicy,
            NDList metaCritic,
            Batch real,
            RacConfig.Bootstrap bootstrap) {
        NDArray next = real.nextObservation();
        NDArray smaller =
                critic.smaller(List.of(next, policy.at(next, metaPolicy).mode()), metaCritic);
        NDArray reward = Scaling.by(bootstrap.rewards().known(), real.reward());
        NDArray y = Bellman.target(reward, real.continues(), smaller, bootstrap.discount());
        NDArray q = critic.values(List.of(real.observation(), real.action()), metaCritic);
        return q.sub(y.expandDims(1)).square().mean().getFloat();
    }
}
