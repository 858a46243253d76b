package merpo.agents.rac;

/**
 * One task's share of imitation against closeness to the meta-policy (MerPO Eq. 9); MerPO-Adp moves
 * it (Eq. 11).
 */
public final class Alpha {
    /** Where MerPO-Adp keeps it. */
    static final double LEAST = 0.1;

    /** Where MerPO-Adp keeps it. */
    static final double LARGEST = 0.5;

    private double value;

    public Alpha(double initial) {
        value = initial;
    }

    public double value() {
        return value;
    }

    /**
     * One descent step of {@code min (1 - alpha) (D_beta - D_c)} over [0.1, 0.5]: alpha rises where
     * the policy is near the meta-policy, falls where it is near the data.
     *
     * @param behavior D_beta, corrected by the likelihood of a behavior clone (PAPERS.md, A19)
     * @param meta D_c
     */
    public void adapt(double rate, double behavior, double meta) {
        value = Math.max(LEAST, Math.min(LARGEST, value + rate * (behavior - meta)));
    }

    void restore(double saved) {
        value = saved;
    }
}
