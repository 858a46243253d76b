package merpo.agents.rac;

/**
 * What holds the learner back: both regularizers, the conservative gap, the entropy.
 *
 * @param lambda strength of both regularizers
 * @param beta weight of the conservative gap
 * @param entropy weight of the entropy
 */
public record Penalties(Lambda.Rule lambda, Beta.Rule beta, Entropy entropy) {

    /**
     * Start values of lambda and beta held fixed and multiplied, and a fixed weight of the entropy
     * (PAPERS.md: A8, A12, A45).
     */
    public Penalties fixed(double scale, double entropyWeight) {
        return new Penalties(
                new Lambda.FixedRule(lambda.start().value() * scale),
                new Beta.FixedRule(beta.start().value() * scale),
                new Entropy.FixedRule(entropyWeight));
    }

    /** The same rules, every penalty multiplied (A45). */
    public Penalties scaled(double scale) {
        return new Penalties(lambda.scaled(scale), beta.scaled(scale), entropy.scaled(scale));
    }

    /** Neither regularizer: COMBO. */
    public Penalties withoutRegularizers() {
        return new Penalties(new Lambda.FixedRule(0), beta, entropy);
    }

    boolean regularize() {
        return !(lambda instanceof Lambda.FixedRule fixed && fixed.value() == 0);
    }
}
