package merpo.agents;

import ai.djl.ndarray.NDManager;
import java.util.Optional;
import merpo.agents.clone.BehaviorClone;
import merpo.agents.clone.Clones;
import merpo.agents.dynamics.DynamicsConfig;
import merpo.agents.dynamics.Ensemble;
import merpo.agents.dynamics.EnsembleConfig;
import merpo.agents.dynamics.TaskModels;
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

    /**
     * Makes what is needed of each task from its rows alone: an ensemble, a clone of its behavior
     * policy. A training does the same in stages, each kept in its run directory.
     *
     * @param manager owns what is made
     * @param tasks rows alone
     * @throws IllegalArgumentException where a meta-model is needed: that takes a training
     */
    public TaskData prepare(NDManager manager, TaskData tasks) {
        if (dynamics instanceof MetaDynamics) {
            throw new IllegalArgumentException(
                    "a learner over tasks stands on a meta-model, which only a training makes. Train it as a run: Trainings.stages");
        }
        Optional<TaskModels> models =
                dynamics instanceof OwnDynamics own
                        ? Optional.of(
                                Ensemble.train(
                                        manager,
                                        own.ensemble(),
                                        tasks.rows(),
                                        tasks.seeds().derived("dynamics", 0),
                                        Ensemble.Listener.NONE))
                        : Optional.empty();
        Optional<Clones> imitated =
                clones.map(
                        imitation ->
                                BehaviorClone.of(
                                        manager,
                                        imitation.policy(
                                                tasks.observationSize(), tasks.actionSize()),
                                        imitation.config(),
                                        tasks.rows(),
                                        tasks.seeds().derived("clone of learning", 0),
                                        (step, loss) -> {}));
        return tasks.with(models, imitated);
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
