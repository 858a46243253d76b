package merpo.datagen.nn;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Chooses actions for the tasks of a stack, B simulations of each. */
public interface Actor {

    /**
     * @param observations [T * B * obs]
     * @return actions [T * B * act] in [-1, 1] and their log densities [T * B]; none for
     *     deterministic ones
     */
    Policy.Acted act(float[] observations);

    /** The deterministic action, tanh of the mean: how a trained policy is evaluated. */
    static Actor deterministic(Policy policy, ParameterStack parameters) {
        return new Network(policy, parameters, List.of());
    }

    /**
     * Draws from the policy: how data are made.
     *
     * @param randoms one generator per task
     */
    static Actor stochastic(
            Policy policy, ParameterStack parameters, List<RandomGenerator> randoms) {
        return new Network(policy, parameters, randoms);
    }

    /**
     * A network policy.
     *
     * @param randoms one per task for draws; none for the deterministic action
     */
    record Network(Policy policy, ParameterStack parameters, List<RandomGenerator> randoms)
            implements Actor {
        @Override
        public Policy.Acted act(float[] observations) {
            return policy.act(parameters, observations, randoms);
        }
    }

    /**
     * Uniform over the action box: score 0.
     *
     * @param randoms one per task
     */
    record Uniform(int observationSize, int actionSize, List<RandomGenerator> randoms)
            implements Actor {
        @Override
        public Policy.Acted act(float[] observations) {
            int rows = observations.length / observationSize;
            float[] actions = new float[rows * actionSize];
            float[] logProb = new float[rows];
            int perTask = actions.length / randoms.size();
            for (int i = 0; i < actions.length; i++) {
                actions[i] = 2 * randoms.get(i / perTask).nextFloat() - 1;
            }
            Arrays.fill(logProb, (float) (-actionSize * Math.log(2)));
            return new Policy.Acted(actions, logProb);
        }
    }
}
