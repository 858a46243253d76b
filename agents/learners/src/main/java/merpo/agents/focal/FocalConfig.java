package merpo.agents.focal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.List;
import merpo.agents.context.ContextEncoder;
import merpo.agents.context.ContextRows;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Initialization;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.settings.Setting;

/**
 * FOCAL's settings, as in the table of its code.
 *
 * @param networks their sizes
 * @param rates of Adam
 * @param batch what a step draws
 * @param bootstrap of the critics
 * @param metricWeight of the distance loss
 * @param entropyWeight of {@code -log pi} in V and in the policy's loss; FOCAL has 1
 * @param regularizer what holds the policy near the data
 */
public record FocalConfig(
        Networks networks,
        Rates rates,
        MetaBatch batch,
        Bootstrap bootstrap,
        double metricWeight,
        double entropyWeight,
        Regularizer regularizer) {
    public FocalConfig {
        Setting.require("metricWeight", metricWeight, metricWeight > 0, "positive");
        Setting.require("entropyWeight", entropyWeight, entropyWeight >= 0, "at least 0");
    }

    /**
     * @param latent entries of z
     * @param hiddenLayers of policy, critics, value and dual critic
     * @param firstWeights whose rule draws them
     */
    public record Networks(
            int encoderLayers,
            int encoderWidth,
            int latent,
            int hiddenLayers,
            int width,
            FirstWeights firstWeights) {
        private static final SquashedGaussian.Bounds BOUNDS = new SquashedGaussian.Bounds(-20, 0);

        public Networks {
            Setting.require("networks.latent", latent, latent >= 1, "at least 1");
        }

        /** Of contexts with transitions of so many numbers. */
        public ContextEncoder encoder(int contextWidth) {
            return ContextEncoder.of(contextWidth, encoderLayers, encoderWidth, latent);
        }

        /** pi(s, z); the bounds of its deviation are FOCAL's own. */
        public Policy policy(int observationSize, int actionSize) {
            return new Policy(observationSize + latent, actionSize, sizes(), BOUNDS);
        }

        /** Heads over z and inputs of so many numbers. */
        public Critic critic(int inputs, int heads) {
            return new Critic(inputs + latent, heads, sizes());
        }

        private List<Integer> sizes() {
            return Collections.nCopies(hiddenLayers, width);
        }
    }

    /** A rule for the weights before the first step. */
    public enum FirstWeights {
        /** As in FOCAL's code: heads near zero, so that embeddings part late. */
        RLKIT,
        /** PyTorch's own: embeddings part early. */
        PYTORCH;

        Initialization rule(boolean policy) {
            if (this == PYTORCH) {
                return Initialization.UNIFORM_FAN_IN;
            }
            return policy ? Initialization.RLKIT_POLICY : Initialization.RLKIT;
        }
    }

    /** Each positive. */
    public record Rates(double encoder, double critic, double value, double policy) {
        public Rates {
            Setting.require("rates.encoder", encoder, encoder > 0, "positive");
            Setting.require("rates.critic", critic, critic > 0, "positive");
            Setting.require("rates.value", value, value > 0, "positive");
            Setting.require("rates.policy", policy, policy > 0, "positive");
        }
    }

    /**
     * @param tasks entries, drawn with replacement: pairs of one task occur only so
     * @param rows of each entry
     * @param context of each entry, drawn apart from the rows
     */
    public record MetaBatch(int tasks, int rows, ContextRows context) {
        public MetaBatch {
            Setting.require("batch.tasks", tasks, tasks >= 2, "at least 2");
            Setting.require("batch.rows", rows, rows >= 1, "at least 1");
        }
    }

    /**
     * @param discount gamma
     * @param polyak rate of the slow copy of V
     * @param rewardScale of the critics' rewards; those of contexts stay as they are
     * @param timeLimits what the end of an episode is that is no end of the task
     */
    public record Bootstrap(
            double discount, double polyak, double rewardScale, TimeLimits timeLimits) {
        public Bootstrap {
            Setting.require(
                    "bootstrap.discount", discount, discount >= 0 && discount < 1, "in [0, 1)");
            Setting.require("bootstrap.polyak", polyak, polyak > 0 && polyak <= 1, "in (0, 1]");
            Setting.require("bootstrap.rewardScale", rewardScale, rewardScale > 0, "positive");
        }
    }

    /** The last row of an episode that ran out of time (PAPERS.md, A37). */
    public enum TimeLimits {
        /** Bootstraps like every other: real ends alone cut. */
        BOOTSTRAP,
        /** Cuts the bootstrap, as FOCAL's loader has it. */
        TERMINATE
    }

    /** What holds the policy near the data. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = None.class, name = "none"),
        @JsonSubTypes.Type(value = DualCritic.class, name = "dual-critic"),
        @JsonSubTypes.Type(value = CloneTerm.class, name = "clone-term")
    })
    public sealed interface Regularizer permits None, DualCritic, CloneTerm {}

    /** Nothing: for broad data. */
    public record None() implements Regularizer {}

    /**
     * BRAC's estimate of KL(pi || behavior policy) by a dual critic c.
     *
     * @param rate of Adam
     * @param steps of c per step of all others, on fresh rows but for the first
     * @param use where the divergence counts
     * @param alpha its weight; FOCAL's is plain, clipped where it is used and not where it is kept
     */
    public record DualCritic(double rate, int steps, Use use, Multiplier alpha)
            implements Regularizer {
        public DualCritic {
            Setting.require("regularizer.rate", rate, rate > 0, "positive");
            Setting.require("regularizer.steps", steps, steps >= 1, "at least 1");
        }
    }

    /** Where the divergence counts. */
    public enum Use {
        /** Nowhere: it is only seen. */
        MEASURED,
        /** In the policy's loss (BRAC: policy regularization). */
        POLICY,
        /** In the bootstrap too (BRAC: value penalty). */
        POLICY_AND_VALUE
    }

    /**
     * Imitation in place of the dual critic, not of the paper: the negative log-likelihood of the
     * data's actions under N(mean action, 0.2^2).
     *
     * @param weight at least 0
     */
    public record CloneTerm(double weight) implements Regularizer {
        public CloneTerm {
            Setting.require("regularizer.weight", weight, weight >= 0, "at least 0");
        }
    }
}
