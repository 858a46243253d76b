package merpo.agents.rac;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import merpo.datagen.nn.ScalarAdam;

/** The weight beta of the conservative gap, for one task (MerPO A.2.2; PAPERS.md, A13). */
public sealed interface Beta permits Beta.Fixed, Beta.Tuned {
    double value();

    /** All that moves, as numbers. */
    double[] state();

    /** Goes on from where {@link #state} was taken. */
    void restore(double... state);

    /**
     * One step before the critic's: beta grows where the gap is above its threshold.
     *
     * @param gap 0 where Q is constant: CQL(H)'s less its offset (PAPERS.md, A13)
     */
    void update(double gap);

    /** How a task's beta starts and moves. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Beta.FixedRule.class, name = "fixed"),
        @JsonSubTypes.Type(value = Beta.TunedRule.class, name = "tuned")
    })
    sealed interface Rule permits FixedRule, TunedRule {
        Beta start();

        /** The same rule with every penalty multiplied (PAPERS.md, A45). */
        Rule scaled(double factor);
    }

    /**
     * @param value at least 0; 0 is not conservative
     */
    record FixedRule(double value) implements Rule {
        public FixedRule {
            if (!(value >= 0)) {
                throw new IllegalArgumentException(
                        "Beta is "
                                + value
                                + ", must be at least 0: 0 leaves the critic unpenalized");
            }
        }

        @Override
        public Beta start() {
            return new Fixed(value);
        }

        @Override
        public Rule scaled(double factor) {
            return new FixedRule(value * factor);
        }
    }

    /**
     * @param initial Table 2: 1, that is log beta 0
     * @param rate of Adam on log beta, Table 2: 1e-3
     * @param threshold the "Q difference threshold", Table 2: 5 or 10. CQL's Lagrange option with
     *     weight w and threshold t is this rule with initial w and threshold t / w, less the offset
     *     that its gap carries
     */
    record TunedRule(double initial, double rate, double threshold) implements Rule {
        public TunedRule {
            if (!(initial > 0 && rate > 0 && Double.isFinite(threshold))) {
                throw new IllegalArgumentException(
                        "Beta.TunedRule is initial %s, rate %s, threshold %s; initial and rate must be positive, the threshold finite"
                                .formatted(initial, rate, threshold));
            }
        }

        @Override
        public Beta start() {
            return new Tuned(this);
        }

        @Override
        public Rule scaled(double factor) {
            return new TunedRule(initial * factor, rate, threshold * factor);
        }
    }

    /** Never moves. */
    record Fixed(double value) implements Beta {
        @Override
        public double[] state() {
            return new double[0];
        }

        @Override
        public void restore(double... state) {}

        @Override
        public void update(double gap) {}
    }

    /** Moved by {@link TunedRule}. */
    final class Tuned implements Beta {
        private static final double LARGEST = 1e6;
        private final double threshold;
        private final ScalarAdam logarithm;

        Tuned(TunedRule rule) {
            threshold = rule.threshold();
            logarithm = new ScalarAdam(Math.log(rule.initial()), rule.rate());
        }

        @Override
        public double value() {
            return Math.min(Math.exp(logarithm.value()), LARGEST);
        }

        @Override
        public double[] state() {
            return logarithm.state().toArray();
        }

        @Override
        public void restore(double... state) {
            logarithm.restore(ScalarAdam.State.of(state));
        }

        /** Descends {@code -exp(x) (gap - threshold)} by x. */
        @Override
        public void update(double gap) {
            logarithm.step(-value() * (gap - threshold));
        }
    }
}
