package merpo.agents.context.soft;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.settings.Setting;

/** What holds the policy near the data. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Regularizer.None.class, name = "none"),
    @JsonSubTypes.Type(value = Regularizer.DualCritic.class, name = "dual-critic"),
    @JsonSubTypes.Type(value = Regularizer.CloneTerm.class, name = "clone-term")
})
public sealed interface Regularizer permits Regularizer.Simple, Regularizer.DualCritic {

    /** One that needs no network of its own. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = None.class, name = "none"),
        @JsonSubTypes.Type(value = CloneTerm.class, name = "clone-term")
    })
    sealed interface Simple extends Regularizer permits None, CloneTerm {}

    /** Nothing: for broad data. */
    record None() implements Simple {}

    /**
     * Imitation in the policy's loss, of neither FOCAL's paper nor PEARL's: the negative
     * log-likelihood of the data's actions under N(mean action, 0.2^2).
     *
     * @param weight at least 0
     */
    record CloneTerm(double weight) implements Simple {
        public CloneTerm {
            Setting.require("regularizer.weight", weight, weight >= 0, "at least 0");
        }
    }

    /**
     * BRAC's estimate of KL(pi || behavior policy) by a dual critic c.
     *
     * @param rate of Adam
     * @param steps of c per step of all others, on fresh rows but for the first
     * @param use where the divergence counts
     * @param alpha its weight; FOCAL's is plain, clipped where it is used and not where it is kept
     */
    record DualCritic(double rate, int steps, Use use, Multiplier alpha) implements Regularizer {
        public DualCritic {
            Setting.require("regularizer.rate", rate, rate > 0, "positive");
            Setting.require("regularizer.steps", steps, steps >= 1, "at least 1");
        }
    }

    /** Where a divergence counts. */
    enum Use {
        /** Nowhere: it is only seen. */
        MEASURED,
        /** In the policy's loss (BRAC: policy regularization). */
        POLICY,
        /** In the bootstrap too (BRAC: value penalty). */
        POLICY_AND_VALUE
    }
}
