package merpo.agents.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import merpo.agents.FrozenPolicy;
import merpo.agents.Groundwork;
import merpo.agents.Needs;
import merpo.agents.TaskData;
import merpo.agents.clone.Clones;
import merpo.agents.dynamics.TaskModels;

/**
 * What a learner is opened with and tried on: rows, and what the stages before it have made of
 * them.
 *
 * @param run directory of the training
 * @param manager owns all tensors
 */
record Preparation(Path run, NDManager manager, TrainingData data) {

    /** The tasks to learn, for the last stage. */
    TaskData learning() throws IOException {
        return learning(Stages.LEARN);
    }

    /** The tasks to learn, with what the stages before the one that is named have left. */
    TaskData learning(String stage) throws IOException {
        TaskData tasks = beforeGroundwork();
        for (Groundwork earlier : data.config().groundwork()) {
            if (earlier.name().equals(stage)) {
                break;
            }
            tasks =
                    tasks.with(
                            earlier.name(),
                            GroundworkStage.checkpoint(run, earlier, data.config())
                                    .left(earlier.steps()));
        }
        return tasks;
    }

    private TaskData beforeGroundwork() throws IOException {
        Needs needs = data.config().needs();
        return new TaskData(
                data.rows(),
                data.episodeEnds(),
                learningModels(needs.dynamics()),
                clones(needs, CloneStage::learning),
                near(needs),
                Map.of(),
                data.environment()::terminates,
                data.seeds());
    }

    /** The tasks to be tried on; learners of single tasks are tried on what they learn. */
    TaskData test(TaskData learning) throws IOException {
        if (!data.config().together()) {
            return learning;
        }
        Needs needs = data.config().needs();
        return new TaskData(
                data.testRows(),
                data.testEpisodeEnds(),
                testModels(needs.dynamics()),
                clones(needs, CloneStage::test),
                Optional.empty(),
                Map.of(),
                data.environment()::terminates,
                data.testSeeds());
    }

    /** Of the tasks to learn, or of those to be tried on. */
    @FunctionalInterface
    private interface Kept {
        Clones of(Path run, NDManager manager, TrainingData data, Needs.Imitation imitation)
                throws IOException;
    }

    private Optional<Clones> clones(Needs needs, Kept kept) throws IOException {
        return needs.clones().isEmpty()
                ? Optional.empty()
                : Optional.of(kept.of(run, manager, data, needs.clones().orElseThrow()));
    }

    private Optional<TaskModels> learningModels(Needs.Dynamics dynamics) throws IOException {
        if (!dynamics.any()) {
            return Optional.empty();
        }
        ModelHome home = ModelHome.of(run, data.config());
        return Optional.of(
                home.config().needs().dynamics() instanceof Needs.OwnDynamics own
                        ? EnsembleStage.restore(home, manager, own.ensemble(), data)
                        : MetaModelStage.training(home, manager, data.rows()));
    }

    private Optional<TaskModels> testModels(Needs.Dynamics dynamics) throws IOException {
        return dynamics.any()
                ? Optional.of(
                        MetaModelStage.test(
                                ModelHome.of(run, data.config()),
                                manager,
                                data.rows(),
                                data.testRows()))
                : Optional.empty();
    }

    private Optional<FrozenPolicy> near(Needs needs) throws IOException {
        TrainingConfig config = data.config();
        return config.metaPolicy().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        MetaPolicies.of(
                                MetaPolicies.kept(run, config.metaPolicy()),
                                manager,
                                data.environment(),
                                data.learning().tasks(),
                                needs.clones()
                                        .orElseThrow()
                                        .policy(data.observationSize(), data.actionSize()),
                                data.seeds()));
    }
}
