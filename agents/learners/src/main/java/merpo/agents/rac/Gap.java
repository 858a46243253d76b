package merpo.agents.rac;

import ai.djl.ndarray.NDList;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Policy;
import merpo.datagen.replay.Batch;

/**
 * How the conservative gap {@code E_rho Q - E_D Q} of Eq. (1) is estimated (PAPERS.md, A4). What is
 * subtracted is always the mean over the real rows.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Gap.Literal.class, name = "literal"),
    @JsonSubTypes.Type(value = Gap.LogSumExp.class, name = "log-sum-exp")
})
public sealed interface Gap permits Gap.Literal, Gap.LogSumExp {
    /** The states at which Q is pushed down. */
    States states();

    /** Actions that stand for rho, drawn with the actor as it is; nothing here takes a gradient. */
    Proposal propose(Policy policy, NDList actor, Batch states, List<RandomGenerator> randoms);

    /** Rows of the batch that stand for rho's states. */
    enum States {
        /** The imagined rows: rho is the model's own state distribution. */
        IMAGINED,
        /** All rows. */
        MIXED
    }

    /** The plain mean over fresh actions of the policy, as Eq. (1) is written. */
    record Literal(States states) implements Gap {
        @Override
        public Proposal propose(
                Policy policy, NDList actor, Batch batch, List<RandomGenerator> randoms) {
            return Proposal.own(policy, actor, batch, randoms);
        }
    }

    /**
     * CQL(H): a soft maximum over uniform actions, the policy's at the state and the policy's at
     * its successor, each weighed by its density.
     *
     * @param actions of each kind and state; CQL draws 10
     * @param reduction over which of them the soft maximum runs
     */
    record LogSumExp(States states, int actions, Reduction reduction) implements Gap {
        public LogSumExp {
            if (actions < 1) {
                throw new IllegalArgumentException(
                        "Gap.LogSumExp.actions is " + actions + ", must be at least 1");
            }
        }

        @Override
        public Proposal propose(
                Policy policy, NDList actor, Batch batch, List<RandomGenerator> randoms) {
            return Proposal.ofThreeKinds(policy, actor, batch, randoms, this);
        }
    }

    /** Over which actions the soft maximum runs. */
    enum Reduction {
        /** All actions of a state, as the formula has it and CQL's own code does. */
        PER_STATE,
        /**
         * One action of each kind, then the mean: what OfflineRL-Kit computes, and its published
         * scores with it.
         */
        PER_PAIR
    }
}
