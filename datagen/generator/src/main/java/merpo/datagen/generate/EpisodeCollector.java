package merpo.datagen.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import merpo.datagen.dataset.Columns;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetRecorder;
import merpo.datagen.dataset.GrowingColumns;
import merpo.datagen.dataset.StepRows;
import merpo.datagen.nn.Actor;
import merpo.datagen.rollout.PolicyRollout;
import merpo.envs.VectorEnvironment;

/**
 * Whole episodes of several tasks. Every simulation plays one after the other until it has its
 * share of the rows; a task's file is what its first simulation played, then its second, cut where
 * there is enough. So neither long nor short episodes are favoured, and no simulation waits for
 * another's episode. One that has its share rests, and so does one whose rows come after enough.
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

    /** What one simulation plays. */
    private final class Stream {
        final List<Columns> episodes = new ArrayList<>();
        final GrowingColumns running;
        final int simulation;
        final int share; // of its task's missing rows
        final int least; // rows of its episodes, once they hold the share
        int rows; // of the episodes
        boolean over; // it has its share, or nobody needs it

        Stream(int simulation, int share) {
            this.simulation = simulation;
            this.share = share;
            int horizon = environment.definition().horizon();
            int whole = (share + horizon - 1) / horizon * horizon;
            least = environment.definition().onlyTimeEnds() ? whole : share;
            running = new GrowingColumns(rollout.shape(), horizon);
        }

        /** Rows that count: where it is over all that it was to play. */
        int counted() {
            return over ? least : Math.min(least, rows + running.size());
        }

        /** Rows that its episodes will have at least. */
        int expected() {
            return Math.max(rows, least);
        }

        void add(StepRows step, long checkpointStep) {
            if (environment.diverged()[simulation]) {
                running.clear(); // a broken simulation is no data
                return;
            }
            running.append(step, simulation, 0, checkpointStep);
            if (step.terminated()[simulation] || step.truncated()[simulation]) {
                rows += running.size();
                episodes.add(running.take());
                if (rows >= share) {
                    rest();
                }
            }
        }

        void rest() {
            over = true;
            environment.rest(simulation);
        }
    }

    /** Of one task: what its simulations play towards the rows that it lacks. */
    private final class Share {
        final List<Stream> streams = new ArrayList<>();
        final DatasetRecorder dataset;
        final int missing;

        Share(int task, int wanted) {
            dataset = datasets.get(task);
            missing = Math.max(0, wanted - dataset.size());
            int each = (missing + perTask - 1) / perTask;
            int expected = 0;
            for (int i = 0; i < perTask; i++) {
                int simulation = task * perTask + i;
                if (expected < missing) { // the others have nothing to do
                    Stream stream = new Stream(simulation, each);
                    streams.add(stream);
                    expected += stream.expected();
                } else {
                    environment.rest(simulation);
                }
            }
        }

        /** Whether it goes on. */
        boolean add(StepRows step, long checkpointStep) {
            long expected = 0; // of those before
            for (Stream stream : streams) {
                if (!stream.over && expected >= missing) {
                    stream.rest(); // nobody needs it
                } else if (!stream.over) {
                    stream.add(step, checkpointStep);
                }
                expected += stream.expected();
            }
            return !over();
        }

        boolean over() {
            return streams.stream().allMatch(stream -> stream.over);
        }

        long counted() {
            return Math.min(missing, streams.stream().mapToLong(Stream::counted).sum());
        }

        /** The episodes of the first simulation, then of the second, as many as it takes. */
        void finish(int wanted) {
            for (Stream stream : streams) {
                for (Columns episode : stream.episodes) {
                    if (dataset.size() < wanted) {
                        dataset.add(episode);
                    }
                }
            }
        }
    }

    /**
     * Plays until every task has so many rows, with those it had before. The actor draws for every
     * simulation at every step, also for those that rest: what one plays is its own alone.
     *
     * @param checkpointSteps of the policy that acts in each task
     */
    void play(Actor actor, long seed, long[] checkpointSteps, int wanted) {
        long before =
                datasets.stream().mapToLong(dataset -> Math.min(wanted, dataset.size())).sum();
        environment.reset(seed);
        List<Share> shares = new ArrayList<>();
        for (int task = 0; task < datasets.size(); task++) {
            shares.add(new Share(task, wanted));
        }
        boolean running = !shares.stream().allMatch(Share::over);
        for (int number = 0; running; number++) {
            StepRows step = PolicyRollout.Step.take(environment, actor, number).rows();
            running = false;
            for (int task = 0; task < shares.size(); task++) {
                running |= shares.get(task).add(step, checkpointSteps[task]);
            }
            played.accept(before + shares.stream().mapToLong(Share::counted).sum());
        }
        shares.forEach(share -> share.finish(wanted));
    }

    Dataset dataset(int task) {
        return datasets.get(task).build();
    }
}
