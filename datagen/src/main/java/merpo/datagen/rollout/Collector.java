package merpo.datagen.rollout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetRecorder;
import merpo.datagen.dataset.EpisodeRecorder;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.dataset.Transition;
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
    private Collector(VectorEnvironment environment, long[] checkpointSteps) {
        this.environment = environment;
        this.checkpointSteps = checkpointSteps;
        this.perTask = environment.size() / checkpointSteps.length;
        RowShape shape =
                new RowShape(
                        environment.definition().observationSize(),
                        environment.definition().actionSize(),
                        environment.positionSize(),
                        environment.velocitySize());
        for (int task = 0; task < checkpointSteps.length; task++) {
            datasets.add(new DatasetRecorder(shape));
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
            Rollout rollout, Actor actor, long seed, long[] checkpointSteps) {
        Collector collector = new Collector(rollout.environment(), checkpointSteps);
        rollout.returns(actor, seed, collector::record);
        return collector.datasets.stream().map(DatasetRecorder::build).toList();
    }

    private void record(int simulation, Rollout.Step step) {
        if (step.acted().logProb().length == 0) {
            throw new IllegalArgumentException(
                    "a deterministic policy has no density to record; collect with a stochastic one");
        }
        int obs = environment.definition().observationSize();
        int act = environment.definition().actionSize();
        int nq = environment.positionSize();
        int nv = environment.velocitySize();
        boolean diverged = environment.diverged()[simulation];
        if (diverged) {
            episodes.get(simulation).discard(); // a broken simulation is no data
            return;
        }
        double[] successor = rows(environment.successors(), simulation, obs);
        episodes.get(simulation)
                .add(
                        new Transition(
                                Arrays.copyOfRange(
                                        step.observations(),
                                        simulation * obs,
                                        (simulation + 1) * obs),
                                Arrays.copyOfRange(
                                        step.acted().actions(),
                                        simulation * act,
                                        (simulation + 1) * act),
                                (float) environment.rewards()[simulation],
                                Rollout.floats(successor),
                                environment.terminated()[simulation],
                                environment.truncated()[simulation],
                                rows(step.positions(), simulation, nq),
                                rows(step.velocities(), simulation, nv),
                                step.acted().logProb()[simulation],
                                checkpointSteps[simulation / perTask]));
    }

    private static double[] rows(double[] values, int row, int width) {
        return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }
}
