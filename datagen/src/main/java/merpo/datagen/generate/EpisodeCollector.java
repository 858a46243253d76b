package merpo.datagen.generate;

import java.util.ArrayList;
import java.util.List;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetRecorder;
import merpo.datagen.dataset.EpisodeRecorder;
import merpo.datagen.dataset.Transition;
import merpo.datagen.rollout.Actor;
import merpo.datagen.rollout.Rollout;
import merpo.envs.VectorEnvironment;

/**
 * Whole episodes of several tasks. Each round plays one episode in every simulation; they enter in
 * the order of the simulations, so a round that is not needed to its end favours no short episodes.
 */
final class EpisodeCollector {
    private final Rollout rollout;
    private final VectorEnvironment environment;
    private final int perTask;
    private final List<DatasetRecorder> datasets = new ArrayList<>();

    EpisodeCollector(Rollout rollout, int tasks) {
        this.rollout = rollout;
        environment = rollout.environment();
        perTask = environment.size() / tasks;
        for (int task = 0; task < tasks; task++) {
            datasets.add(new DatasetRecorder(rollout.shape()));
        }
    }

    /** Plays one round and keeps what tasks below {@code wanted} rows still need. */
    void round(Actor actor, long seed, long[] checkpointSteps, int wanted) {
        List<EpisodeRecorder> running = new ArrayList<>();
        for (int simulation = 0; simulation < environment.size(); simulation++) {
            running.add(datasets.get(simulation / perTask).episode());
        }
        Transition[] last = new Transition[environment.size()]; // held back until the round is over
        rollout.returns(
                actor,
                seed,
                (simulation, step) -> {
                    if (datasets.get(simulation / perTask).size() >= wanted) {
                        return;
                    }
                    if (environment.diverged()[simulation]) {
                        running.get(simulation).discard(); // a broken simulation is no data
                        last[simulation] = null;
                        return;
                    }
                    if (last[simulation] != null) {
                        running.get(simulation).add(last[simulation]);
                    }
                    last[simulation] =
                            step.transition(simulation, checkpointSteps[simulation / perTask]);
                });
        for (int simulation = 0; simulation < last.length; simulation++) {
            if (last[simulation] != null && datasets.get(simulation / perTask).size() < wanted) {
                running.get(simulation).add(last[simulation]);
            }
        }
    }

    /** Whether every task has so many rows. */
    boolean has(int wanted) {
        return datasets.stream().allMatch(dataset -> dataset.size() >= wanted);
    }

    Dataset dataset(int task) {
        return datasets.get(task).build();
    }
}
