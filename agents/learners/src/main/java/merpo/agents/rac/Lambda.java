package merpo.agents.rac;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The strength lambda of both regularizers, for one task (MerPO A.2.2; PAPERS.md, A12). */
public sealed interface Lambda permits Lambda.Fixed, Lambda.Dual {
    double value();

    /** Whether D_beta is to be less the likelihood of the task's behavior clone (A12). */
    boolean cloneCorrected();

    /** All that moves, as numbers. */
    double[] state();

    /** Goes on from where {@link #state} was taken. */
    void restore(double... state);

    /**
     * One step after the actor's.
     *
     * @param alpha share of imitation
     * @param behavior divergence from the behavior policy, D_beta
     * @param meta divergence from the meta-policy, D_c
     */
    void update(double alpha, double behavior, double meta);

    /** How a task's lambda starts and moves. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Lambda.FixedRule.class, name = "fixed"),
        @JsonSubTypes.Type(value = Lambda.DualRule.class, name = "dual")
    })
    sealed interface Rule permits FixedRule, DualRule {
        Lambda start();

        /** The same rule with every penalty multiplied (PAPERS.md, A45). */
        Rule scaled(double factor);
    }

    /**
     * @param value at least 0; 0 is COMBO
     */
    record FixedRule(double value) implements Rule {
        public FixedRule {
            if (!(value >= 0)) {
                throw new IllegalArgumentException(
                        "Lambda is " + value + ", must be at least 0: 0 drops both regularizers");
            }
        }

        @Override
        public Lambda start() {
            return new Fixed(value);
        }

        @Override
        public Rule scaled(double factor) {
            return new FixedRule(value * factor);
        }
    }

    /**
     * The paper's rule: plain gradient on lambda, {@code lambda <- clip(lambda + rate (alpha
     * (D_beta - target) + (1 - alpha) (D_c - target)), 0, largest)}.
     *
     * @param initial Table 2: 5 or 100
     * @param rate Table 2: 1
     * @param target divergence, Table 2: 0.05
     * @param largest 1e4 (A12)
     * @param cloneCorrected subtract a behavior clone's negative log-likelihood from D_beta, so
     *     that it estimates a divergence (A12, A19)
     */
    record DualRule(
            double initial, double rate, double target, double largest, boolean cloneCorrected)
            implements Rule {
        public DualRule {
            if (!(initial >= 0 && rate > 0 && largest >= initial && Double.isFinite(target))) {
                throw new IllegalArgumentException(
                        "Lambda.DualRule is initial %s, rate %s, target %s, largest %s; must be 0 <= initial <= largest, rate > 0, target finite"
                                .formatted(initial, rate, target, largest));
            }
        }

        @Override
        public Lambda start() {
            return new Dual(this);
        }

        @Override
        public Rule scaled(double factor) {
            return new DualRule(
                    initial * factor, rate * factor, target, largest * factor, cloneCorrected);
        }
    }

    /** Never moves. */
    record Fixed(double value) implements Lambda {
        @Override
        public boolean cloneCorrected() {
            return false;
        }

        @Override
        public double[] state() {
            return new double[0];
        }

        @Override
        public void restore(double... state) {}

        @Override
        public void update(double alpha, double behavior, double meta) {}
    }

    /** Moved by {@link DualRule}. */
    final class Dual implements Lambda {
        private final DualRule rule;
        private double value;

        Dual(DualRule rule) {
            this.rule = rule;
            this.value = rule.initial();
        }

        @Override
        public double value() {
            return value;
        }

        @Override
        public boolean cloneCorrected() {
            return rule.cloneCorrected();
        }

        @Override
        public double[] state() {
            return new double[] {value};
        }

        @Override
        public void restore(double... state) {
            value = state[0];
        }

        @Override
        public void update(double alpha, double behavior, double meta) {
            double excess =
                    alpha * (behavior - rule.target()) + (1 - alpha) * (meta - rule.target());
            value = Math.max(0, Math.min(rule.largest(), value + rule.rate() * excess));
        }
    }
}
