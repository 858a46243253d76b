package merpo.agents.rac;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import merpo.datagen.nn.Temperature;

/** How the weight of the entropy starts and moves. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entropy.FixedRule.class, name = "fixed"),
    @JsonSubTypes.Type(value = Entropy.TunedRule.class, name = "tuned")
})
public sealed interface Entropy permits Entropy.FixedRule, Entropy.TunedRule {
    Temperature start(int actionSize);

    /** The same rule with every penalty multiplied (PAPERS.md, A45). */
    Entropy scaled(double factor);

    /** Never moves. */
    record FixedRule(double value) implements Entropy {
        public FixedRule {
            if (!(value >= 0)) {
                throw new IllegalArgumentException(
                        "Entropy.FixedRule.value is "
                                + value
                                + ", must be at least 0: 0 is greedy");
            }
        }

        @Override
        public Temperature start(int actionSize) {
            return new Temperature.Fixed(value);
        }

        @Override
        public Entropy scaled(double factor) {
            return new FixedRule(value * factor);
        }
    }

    /**
     * Tuned to the entropy -|A|.
     *
     * @param initial weight at the start
     * @param rate of Adam on its logarithm
     */
    record TunedRule(double initial, double rate) implements Entropy {
        public TunedRule {
            if (!(initial > 0 && rate > 0)) {
                throw new IllegalArgumentException(
                        "Entropy.TunedRule is initial %s, rate %s; both must be positive"
                                .formatted(initial, rate));
            }
        }

        @Override
        public Temperature start(int actionSize) {
            return new Temperature.Tuned(initial, rate, -actionSize);
        }

        @Override
        public Entropy scaled(double factor) {
            return new TunedRule(initial * factor, rate);
        }
    }
}
