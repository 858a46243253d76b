package merpo.agents.merpo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import merpo.datagen.nn.Bellman;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Policy;
import merpo.datagen.replay.Batch;

/**
 * How far Q_meta is from satisfying the Bellman equation of pi_c: what tells whether the
 * meta-critic learns at all (PAPERS.md, A15).
 */
final class MetaCriticError {
    private MetaCriticError() {}

    /** Mean over tasks, heads and rows of {@code (Q - r - gamma (1 - d) min Q(s', pi_c(s')))^2}. */
    static double of(
            Policy policy,
            Critic critic,
            NDList metaPolicy,
            NDList metaCritic,
            Batch real,
            double discount) {
        NDArray next = real.nextObservation();
        NDArray smaller =
                critic.smaller(List.of(next, policy.at(next, metaPolicy).mode()), metaCritic);
        NDArray y = Bellman.target(real.reward(), real.continues(), smaller, discount);
        NDArray q = critic.values(List.of(real.observation(), real.action()), metaCritic);
        return q.sub(y.expandDims(1)).square().mean().getFloat();
    }
}
