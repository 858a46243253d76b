package merpo.agents;

import java.util.Optional;
import merpo.agents.clone.BehaviorClone;
import merpo.agents.dynamics.DynamicsConfig;
import merpo.agents.dynamics.EnsembleConfig;
import merpo.datagen.nn.Policy;

/**
 * What a training must have before its learner can begin.
 *
 * @param dynamics models of each task
 * @param clones of each task's behavior policy
 */
public record Needs(Dynamics dynamics, Optional<Imitation> clones) {

    /** Nothing but the rows of the tasks. */
    public static Needs rows() {
        return new Needs(new NoDynamics(), Optional.empty());
    }

    /** Where dynamics models come from. */
    public sealed interface Dynamics permits NoDynamics, OwnDynamics, MetaDynamics {
        /** Whether there are any. */
        default boolean any() {
            return true;
        }
    }

    /** The learner uses rows alone. */
    public record NoDynamics() implements Dynamics {
        @Override
        public boolean any() {
            return false;
        }
    }

    /** An ensemble for each task from its own rows. */
    public record OwnDynamics(EnsembleConfig ensemble) implements Dynamics {}

    /** A meta-model over the training tasks, adapted to each training and test task. */
    public record MetaDynamics(DynamicsConfig dynamics) implements Dynamics {}

    /**
     * Clones of behavior policies.
     *
     * @param hiddenLayers of each clone's network
     * @param width units of each layer
     */
    public record Imitation(BehaviorClone.Config config, int hiddenLayers, int width) {
        /** The clones' shape. */
        public Policy policy(int observationSize, int actionSize) {
            return new Policy(observationSize, actionSize, hiddenLayers, width);
        }
    }
}
