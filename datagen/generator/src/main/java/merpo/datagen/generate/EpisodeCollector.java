package merpo.datagen.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import merpo.datagen.dataset.Columns;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetRecorder;
import merpo.datagen.dataset.GrowingColumns;
import merpo.datagen.nn.Actor;
import merpo.datagen.rollout.PolicyRollout;
import merpo.envs.VectorEnvironment;

/**
 * Whole episodes of several tasks. Every simulation plays one after the other until it has its
 * share of the rows; a task's file is what its first simulation played, then its second, cut where
 * there is enough. So neither long nor short episodes are favoured, and no simulation waits for
 * another's episode.
 */
final class EpisodeCollector {
    private final PolicyRollout rollout;
    private final VectorEnvironment environment;
    private final int perTask;
    private final List<DatasetRecorder> datasets = new ArrayList<>();
    private final LongConsumer played;

    /**
     * @param played takes how many rows that count are played, after every step
     */
    EpisodeCollector(PolicyRollout rollout, int tasks, LongConsumer played) {
        this.rollout = rollout;
        this.played = played;
        environment = rollout.environment();
        perTask = environment.size() / tasks;
        for (int task = 0; task < tasks; task++) {
            datasets.add(new DatasetRecorder(rollout.shape()));
        }
    }

    /** What one simulation played. */
    private final class Stream {
        final List<Columns> episodes = new ArrayList<>();
        final GrowingColumns running =
                new GrowingColumns(rollout.shape(), environment.definition().horizon());
        final int share;
        int rows; // of the episodes

        Stream(int share) {
            this.share = share;
        }

        boolean full() {
            return rows >= share;
        }

        int counted() {
            return Math.min(share, rows + running.size());
        }

        void add(PolicyRollout.Step step, int simulation, long checkpointStep) {
            if (environment.diverged()[simulation]) {
                running.clear(); // a broken simulation is no data
                return;
            }
            running.append(step.transition(simulation, checkpointStep), 0);
            if (environment.terminated()[simulation] || environment.truncated()[simulation]) {
                rows += running.size();
                episodes.add(running.take());
            }
        }
    }

    /**
     * Plays until every task has so many rows, with those it had before.
     *
     * @param checkpointSteps of the policy that acts in each task
     */
    void play(Actor actor, long seed, long[] checkpointSteps, int wanted) {
        List<Stream> streams = new ArrayList<>();
        for (int simulation = 0; simulation < environment.size(); simulation++) {
            int missing = Math.max(0, wanted - datasets.get(simulation / perTask).size());
            streams.add(new Stream((missing + perTask - 1) / perTask));
        }
        long before =
                datasets.stream().mapToLong(dataset -> Math.min(wanted, dataset.size())).sum();
        environment.reset(seed);
        for (int number = 0; !streams.stream().allMatch(Stream::full); number++) {
            PolicyRollout.Step step = PolicyRollout.Step.take(environment, actor, number);
            for (int simulation = 0; simulation < streams.size(); simulation++) {
                if (!streams.get(simulation).full()) {
                    streams.get(simulation)
                            .add(step, simulation, checkpointSteps[simulation / perTask]);
                }
            }
            played.accept(before + streams.stream().mapToLong(Stream::counted).sum());
        }
        for (int simulation = 0; simulation < streams.size(); simulation++) {
            DatasetRecorder dataset = datasets.get(simulation / perTask);
            for (Columns episode : streams.get(simulation).episodes) {
                if (dataset.size() < wanted) {
                    dataset.add(episode);
                }
            }
        }
    }

    Dataset dataset(int task) {
        return datasets.get(task).build();
    }
}
