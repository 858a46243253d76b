package merpo.agents.rac;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one update saw, averaged over the tasks of the stack. Divergences that the learner does not
 * need, as COMBO, are not a number.
 *
 * @param criticLoss Eq. (1), both heads
 * @param bellmanError mean squared Bellman error of a head
 * @param actorLoss Eq. (9), negated
 * @param q mean Q of the real rows, both heads
 * @param gap conservative gap, mean of both heads
 * @param behaviorDivergence D_beta: mean negative log-likelihood of the data
 * @param correctedDivergence the same less the likelihood of the behavior clone, where one is known
 * @param metaDivergence D_c: mean KL to the meta-policy
 * @param entropy mean negative log density of the policy's own actions
 * @param lambda strength of the regularizers
 * @param beta weight of the gap
 * @param alpha share of imitation
 * @param temperature weight of the entropy
 */
public record RacMetrics(
        double criticLoss,
        double bellmanError,
        double actorLoss,
        double q,
        double gap,
        double behaviorDivergence,
        double correctedDivergence,
        double metaDivergence,
        double entropy,
        double lambda,
        double beta,
        double alpha,
        double temperature) {

    /** Names of the numbers, in this order. */
    public static final List<String> NAMES =
            List.of(
                    "critic_loss",
                    "bellman_error",
                    "actor_loss",
                    "q",
                    "gap",
                    "behavior_divergence",
                    "corrected_divergence",
                    "meta_divergence",
                    "entropy",
                    "lambda",
                    "beta",
                    "alpha",
                    "temperature");

    /** The numbers by name. */
    public Map<String, Double> named() {
        double[] values = {
            criticLoss,
            bellmanError,
            actorLoss,
            q,
            gap,
            behaviorDivergence,
            correctedDivergence,
            metaDivergence,
            entropy,
            lambda,
            beta,
            alpha,
            temperature
        };
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            named.put(NAMES.get(i), values[i]);
        }
        return named;
    }
}
