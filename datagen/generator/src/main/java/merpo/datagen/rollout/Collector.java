package merpo.datagen.rollout;

import java.util.ArrayList;
import java.util.List;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetRecorder;
import merpo.datagen.dataset.EpisodeRecorder;
import merpo.datagen.nn.Actor;
import merpo.envs.VectorEnvironment;

/** Records the episodes of a rollout as datasets, one per task. */
public final class Collector {
    private final VectorEnvironment environment;
    private final int perTask;
    private final long[] checkpointSteps;
    private final List<DatasetRecorder> datasets = new ArrayList<>();
    private final List<EpisodeRecorder> episodes = new ArrayList<>();

    /**
     * @param checkpointSteps environment steps of the policy that acts in each task; -1 is random
     */
    private Collector(PolicyRollout rollout, long[] checkpointSteps) {
        environment = rollout.environment();
        this.checkpointSteps = checkpointSteps;
        this.perTask = environment.size() / checkpointSteps.length;
        for (int task = 0; task < checkpointSteps.length; task++) {
            datasets.add(new DatasetRecorder(rollout.shape()));
        }
        for (int simulation = 0; simulation < environment.size(); simulation++) {
            episodes.add(datasets.get(simulation / perTask).episode());
        }
    }

    /**
     * Plays one episode per simulation and returns a dataset per task.
     *
     * @param actor stochastic or uniform: the density of its actions is recorded
     */
    public static List<Dataset> collect(
            PolicyRollout rollout, Actor actor, long seed, long[] checkpointSteps) {
        Collector collector = new Collector(rollout, checkpointSteps);
        rollout.returns(actor, seed, collector::record);
        return collector.datasets.stream().map(DatasetRecorder::build).toList();
    }

    private void record(int simulation, PolicyRollout.Step step) {
        if (environment.diverged()[simulation]) {
            episodes.get(simulation).discard(); // a broken simulation is no data
            return;
        }
        episodes.get(simulation)
                .add(step.rows(), simulation, checkpointSteps[simulation / perTask]);
    }
}
