package merpo.agents.rac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import merpo.datagen.nn.PerTask;
import merpo.datagen.nn.Scaling;

/** The losses of RAC as pure functions; T tasks, B rows, the first R of them real. */
final class RacLosses {
    private RacLosses() {}

    /**
     * What Eq. (1) is made of.
     *
     * @param ofData mean Q of the real rows, [T, 2]
     * @param gap {@code E_rho Q - E_D Q} of each head, [T, 2]
     * @param error {@code Q - y}, [T, 2, B]
     */
    record CriticTerms(NDArray ofData, NDArray gap, NDArray error) {
        /**
         * @param q of all rows, then of rho's, [T, 2, B + M]
         * @param y bootstrap target, [T, B], constant
         * @param expectation from Q of rho's rows [T, 2, M] to the gap's first term [T, 2]
         */
        static CriticTerms of(
                NDArray q, NDArray y, int realRows, UnaryOperator<NDArray> expectation) {
            long rows = y.getShape().get(1);
            NDArray ofBatch = rows(q, 0, rows);
            NDArray ofData = rows(q, 0, realRows).mean(new int[] {2});
            NDArray gap = expectation.apply(rows(q, rows, q.getShape().get(2))).sub(ofData);
            return new CriticTerms(ofData, gap, ofBatch.sub(y.expandDims(1)));
        }

        private static NDArray rows(NDArray q, long from, long to) {
            return q.get(new NDIndex().addAllDim().addAllDim().addSliceDim(from, to));
        }

        /** Means of each task, by the name of their metric. */
        Map<String, float[]> means() {
            NDArray bellman = error.stopGradient().square().mean(new int[] {2});
            return Map.of(
                    "gap", PerTask.means(gap),
                    "q", PerTask.means(ofData),
                    "bellman_error", PerTask.means(bellman));
        }
    }

    /**
     * Conservative evaluation (MerPO Eq. 1): {@code beta (E_rho Q - E_D Q) + 1/2 E_df (Q - y)^2},
     * for each head, summed over heads.
     *
     * @param beta [T, 1]
     * @return [T]
     */
    static NDArray critic(CriticTerms terms, NDArray beta) {
        NDArray bellman = Scaling.by(0.5, terms.error().square().mean(new int[] {2}));
        return bellman.add(terms.gap().mul(beta)).sum(new int[] {1});
    }

    /**
     * What Eq. (9) is made of; a divergence that the learner does not need is not there.
     *
     * @param logProb of the policy's own actions, [T, B]
     * @param cost {@code temperature log pi - min Q}, while cloning without Q, [T, B]
     * @param imitation {@code -log pi(a|s)} of real rows, [T, R]
     * @param drift {@code KL(pi || pi_c)}, [T, B]
     */
    record ActorTerms(
            NDArray logProb, NDArray cost, Optional<NDArray> imitation, Optional<NDArray> drift) {
        /** Means of each task, by the name of their metric. */
        Map<String, float[]> means() {
            Map<String, float[]> means = new HashMap<>();
            means.put("log_prob", PerTask.means(logProb));
            imitation.ifPresent(rows -> means.put("behavior_divergence", PerTask.means(rows)));
            drift.ifPresent(rows -> means.put("meta_divergence", PerTask.means(rows)));
            return means;
        }
    }

    /**
     * Regularized improvement (MerPO Eq. 7, in the form of Eq. 9), negated to descend: {@code -E[Q
     * + entropy] + lambda alpha E_D[-log pi(a|s)] + lambda (1 - alpha) KL(pi || pi_c)}. Without a
     * drift it is the cost alone, which is COMBO's loss, or while cloning the imitation with it.
     *
     * @return [T]
     */
    static NDArray actor(ActorTerms terms, Duals duals) {
        if (terms.drift().isPresent()) {
            NDArray held = held(terms.imitation().orElseThrow(), terms.drift().get(), duals);
            return terms.cost().mean(new int[] {1}).add(held);
        }
        NDArray cost = terms.cost().mean(new int[] {1});
        return terms.imitation().map(rows -> cost.add(rows.mean(new int[] {1}))).orElse(cost);
    }

    /** What both regularizers add to the loss, [T]. */
    static NDArray held(NDArray imitation, NDArray drift, Duals duals) {
        NDArray lambda = duals.strengths(imitation.getManager());
        NDArray alpha = duals.alpha().row(imitation.getManager());
        NDArray imitated = imitation.mean(new int[] {1}).mul(lambda.mul(alpha));
        NDArray drifted = drift.mean(new int[] {1}).mul(lambda.sub(lambda.mul(alpha)));
        return imitated.add(drifted);
    }
}
