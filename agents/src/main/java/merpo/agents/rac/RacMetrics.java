package merpo.agents.rac;

/**
 * What one update saw, averaged over the tasks of the stack.
 *
 * @param criticLoss Eq. (1), both heads
 * @param actorLoss Eq. (9), negated
 * @param gap conservative gap, mean of both heads
 * @param behaviorDivergence D_beta: mean negative log-likelihood of the data
 * @param metaDivergence D_c: mean KL to the meta-policy
 * @param lambda strength of the regularizers
 * @param beta weight of the gap
 * @param temperature weight of the entropy
 */
public record RacMetrics(
        double criticLoss,
        double actorLoss,
        double gap,
        double behaviorDivergence,
        double metaDivergence,
        double lambda,
        double beta,
        double temperature) {}
