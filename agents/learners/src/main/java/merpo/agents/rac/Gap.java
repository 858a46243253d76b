package merpo.agents.rac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Noise;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.SoftMaximum;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.replay.Batch;
import merpo.datagen.settings.Setting;

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
            NDArray s = batch.observation();
            NDArray action = policy.at(s, actor).sample(randoms).action();
            return new Proposal(s, action, q -> q.mean(new int[] {2}));
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
        private static final long KINDS = 3; // uniform, at the state, at its successor

        public LogSumExp {
            Setting.require("Gap.LogSumExp.actions", actions, actions >= 1, "at least 1");
        }

        @Override
        public Proposal propose(
                Policy policy, NDList actor, Batch batch, List<RandomGenerator> randoms) {
            NDArray s = batch.observation();
            int rows = batch.rows();
            int width = policy.actionSize();
            NDArray uniform = Noise.uniform(s.getManager(), randoms, actions * rows, width);
            SquashedGaussian.Sample here = policy.at(s, actor).tile(actions).sample(randoms);
            SquashedGaussian.Sample next =
                    policy.at(batch.nextObservation(), actor).tile(actions).sample(randoms);
            NDArray uniformDensity = here.logProb().zerosLike().sub((float) (width * Math.log(2)));
            NDArray observation = s.tile(new long[] {1, KINDS * actions, 1});
            NDArray action = NDArrays.concat(new NDList(uniform, here.action(), next.action()), 1);
            NDArray density =
                    NDArrays.concat(new NDList(uniformDensity, here.logProb(), next.logProb()), 1);
            // [T, 2, kind, repeat, state]; all heads share a density [T, 1, kind, repeat, state]
            Shape each = new Shape(batch.tasks(), -1, KINDS, actions, rows);
            NDArray logDensity = density.reshape(each);
            return new Proposal(
                    observation,
                    action,
                    q -> softMaximum(q.reshape(each).sub(logDensity), reduction));
        }

        /**
         * The mean over states of the logarithm of a sum of exponentials.
         *
         * @param x values less log densities, [T, 2, kind, repeat, state]
         * @return [T, 2]
         */
        static NDArray softMaximum(NDArray x, Reduction reduction) {
            Shape all = x.getShape();
            long competing = all.get(2) * (reduction == Reduction.PER_STATE ? all.get(3) : 1);
            // the engine reduces one axis at a time: [T, 2, competing, independent]
            NDArray y = x.reshape(all.get(0), all.get(1), competing, -1);
            return SoftMaximum.over(2, y).mean(new int[] {2});
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

    /**
     * State-action rows that stand for rho in the conservative gap, all constant, and what is made
     * of their values.
     *
     * @param observation [T, M, obs]
     * @param action [T, M, act]
     * @param expectation from Q of these rows [T, 2, M] to the first term of the gap [T, 2]
     */
    record Proposal(NDArray observation, NDArray action, UnaryOperator<NDArray> expectation) {
        /**
         * What the first term of the gap exceeds Q by where Q is constant, [T, 1]: 0 for the plain
         * mean, 3.7 to 8.9 for CQL(H) over all actions of a state, where an action has 2 to 8
         * entries.
         */
        NDArray offset() {
            Shape rows = new Shape(observation.getShape().get(0), 1, observation.getShape().get(1));
            return expectation.apply(observation.getManager().zeros(rows));
        }
    }
}
