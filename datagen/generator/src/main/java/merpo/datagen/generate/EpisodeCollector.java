package merpo.datagen.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import merpo.datagen.dataset.Columns;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetRecorder;
import merpo.datagen.dataset.StepRows;
import merpo.datagen.nn.Actor;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.TensorEngine;
import merpo.datagen.rollout.PolicyRollout;
import merpo.envs.Divergence;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.VectorEnvironment;
import merpo.envs.task.Task;

/**
 * Whole episodes of several tasks. Every simulation plays one after the other until it has its
 * share of the rows; a task's file is what its first simulation played, then its second, cut where
 * there is enough. So neither long nor short episodes are favoured, and no simulation waits for
 * another's episode. One that has its share rests, and so does one whose rows come after enough.
 *
 * <p>Threads go each its own way, with simulations of its own ({@link Lane}): none waits for
 * another's step. What is collected does not depend on how many there are. Owns the simulations.
 */
final class EpisodeCollector implements AutoCloseable {
    private final EnvironmentDefinition definition;
    private final List<Task> tasks;
    private final int perTask;
    private final LongConsumer played;
    private final Consumer<Divergence> diverged;
    private final int threads;
    private final List<DatasetRecorder> datasets = new ArrayList<>();
    private List<Lane> lanes = List.of();
    private final List<VectorEnvironment> environments = new ArrayList<>(); // of the lanes

    /** Gives an actor its part. */
    @FunctionalInterface
    interface Casting {
        /**
         * @param fromTask the first task that it acts in
         * @param toTask the one after the last
         * @param randoms one for each of them
         */
        Actor actor(int fromTask, int toTask, List<RandomGenerator> randoms);
    }

    /**
     * @param perTask simulations of each task
     * @param diverged is told of each episode whose physics breaks, by one thread at a time
     * @param played takes how many rows that count are played, after every step, likewise
     */
    EpisodeCollector(
            EnvironmentDefinition definition,
            List<Task> tasks,
            int perTask,
            int threads,
            Consumer<Divergence> diverged,
            LongConsumer played) {
        this.definition = definition;
        this.tasks = List.copyOf(tasks);
        this.perTask = perTask;
        this.threads = threads;
        this.diverged = diverged;
        this.played = played;
        open(Lane.cut(tasks.size(), perTask, definition.actionSize(), threads));
        for (int task = 0; task < tasks.size(); task++) {
            datasets.add(new DatasetRecorder(PolicyRollout.shape(environments.get(0))));
        }
    }

    private void open(List<Lane> wanted) {
        close();
        lanes = wanted;
        try {
            for (int i = 0; i < lanes.size(); i++) {
                Lane lane = lanes.get(i);
                List<Task> own = new ArrayList<>();
                for (int simulation = lane.from(); simulation < lane.to(); simulation++) {
                    own.add(tasks.get(simulation / perTask));
                }
                int spare = threads % lanes.size() > i ? 1 : 0;
                VectorEnvironment environment =
                        VectorEnvironment.open(
                                definition, own, lane.from(), threads / lanes.size() + spare);
                environments.add(environment);
                environment.onDivergence(
                        broken -> {
                            synchronized (diverged) {
                                diverged.accept(broken);
                            }
                        });
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Of one task: what its simulations play towards the rows that it lacks. */
    private final class Share {
        final List<EpisodeStream> streams = new ArrayList<>();
        final DatasetRecorder dataset;
        final int missing;
        final long checkpointStep;

        Share(int task, long checkpointStep, int wanted) {
            this.checkpointStep = checkpointStep;
            dataset = datasets.get(task);
            missing = Math.max(0, wanted - dataset.size());
            int each = (missing + perTask - 1) / perTask;
            long expected = 0;
            for (int simulation = task * perTask; simulation < (task + 1) * perTask; simulation++) {
                int lane = 0;
                while (lanes.get(lane).to() <= simulation) {
                    lane++;
                }
                VectorEnvironment environment = environments.get(lane);
                int own = simulation - lanes.get(lane).from();
                if (expected < missing) {
                    EpisodeStream stream = new EpisodeStream(environment, own, each);
                    streams.add(stream);
                    expected += stream.expected();
                } else {
                    environment.rest(own); // the others have nothing to do
                }
            }
        }

        /** Takes a step of one lane. */
        void add(VectorEnvironment environment, StepRows step) {
            long expected = 0; // of those before
            for (EpisodeStream stream : streams) {
                if (stream.isOf(environment) && !stream.over()) {
                    if (expected >= missing) {
                        stream.rest();
                    } else {
                        stream.add(step, checkpointStep);
                    }
                }
                expected += stream.expected();
            }
        }

        /** The episodes of the first simulation, then of the second, as many as it takes. */
        void finish(int wanted) {
            for (EpisodeStream stream : streams) {
                for (Columns episode : stream.episodes()) {
                    if (dataset.size() < wanted) {
                        dataset.add(episode);
                    }
                }
            }
        }
    }

    /** A lane at work. */
    private static final class Playing implements Crew.Work {
        private final VectorEnvironment environment;
        private final Actor actor;
        private final List<Share> shares; // of its tasks
        private final List<EpisodeStream> own;
        private final Runnable stepped;
        volatile long counted;

        Playing(VectorEnvironment environment, Actor actor, List<Share> shares, Runnable stepped) {
            this.environment = environment;
            this.actor = actor;
            this.shares = shares;
            this.stepped = stepped;
            own =
                    shares.stream()
                            .flatMap(share -> share.streams.stream())
                            .filter(stream -> stream.isOf(environment))
                            .toList();
        }

        @Override
        public void run(BooleanSupplier stopped) {
            for (int number = 0; !over() && !stopped.getAsBoolean(); number++) {
                StepRows step = PolicyRollout.Step.take(environment, actor, number).rows();
                for (Share share : shares) {
                    share.add(environment, step);
                }
                counted = own.stream().mapToLong(EpisodeStream::counted).sum();
                stepped.run();
            }
        }

        private boolean over() {
            return own.stream().allMatch(EpisodeStream::over);
        }
    }

    /**
     * Plays until every task has so many rows, with those it had before. Actors draw for every
     * simulation at every step, also for those that rest: what one plays is its own alone.
     *
     * @param randoms one for each task, made anew at each call
     * @param checkpointSteps of the policy that acts in each task
     */
    void play(
            Casting casting,
            Supplier<List<RandomGenerator>> randoms,
            long seed,
            long[] checkpointSteps,
            int wanted) {
        var unused =
                TensorEngine.withOneThread( // which only one may say
                        () -> {
                            environments.forEach(environment -> environment.reset(seed));
                            if (lanes.size() > 1 && !agree(casting, randoms)) {
                                open(Lane.cut(tasks.size(), perTask, definition.actionSize(), 1));
                                environments.forEach(environment -> environment.reset(seed));
                            }
                            playAll(actors(casting, randoms), checkpointSteps, wanted);
                            return true;
                        });
    }

    private void playAll(List<Actor> actors, long[] checkpointSteps, int wanted) {
        long before =
                datasets.stream().mapToLong(dataset -> Math.min(wanted, dataset.size())).sum();
        long missing = (long) wanted * datasets.size() - before;
        List<Share> shares = new ArrayList<>();
        for (int task = 0; task < datasets.size(); task++) {
            shares.add(new Share(task, checkpointSteps[task], wanted));
        }
        List<Playing> all = new ArrayList<>();
        Object turn = new Object();
        Runnable stepped =
                () -> {
                    synchronized (turn) {
                        long rows = all.stream().mapToLong(playing -> playing.counted).sum();
                        played.accept(before + Math.min(missing, rows));
                    }
                };
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            all.add(
                    new Playing(
                            environments.get(i),
                            actors.get(i),
                            shares.subList(lane.fromTask(), lane.toTask()),
                            stepped));
        }
        Crew.run(all);
        shares.forEach(share -> share.finish(wanted));
    }

    /** One for each lane. */
    private List<Actor> actors(Casting casting, Supplier<List<RandomGenerator>> randoms) {
        List<RandomGenerator> all = randoms.get();
        int width = definition.actionSize();
        SharedDraws shared =
                new SharedDraws(
                        all.get(0), lanes.stream().mapToInt(lane -> lane.size() * width).toArray());
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            actors.add(
                    casting.actor(
                            lane.fromTask(),
                            lane.toTask(),
                            tasks.size() == 1
                                    ? List.of(shared.of(i))
                                    : all.subList(lane.fromTask(), lane.toTask())));
        }
        return actors;
    }

    /**
     * Whether the first actions of all lanes are, to the bit, those of one actor for all. Lanes are
     * cut so that they should be; a tensor engine that multiplies few rows in another way than many
     * is found out here.
     */
    private boolean agree(Casting casting, Supplier<List<RandomGenerator>> randoms) {
        int obs = definition.observationSize();
        int act = definition.actionSize();
        float[] observations = new float[tasks.size() * perTask * obs];
        for (int i = 0; i < lanes.size(); i++) {
            float[] own = PolicyRollout.floats(environments.get(i).observations());
            System.arraycopy(own, 0, observations, lanes.get(i).from() * obs, own.length);
        }
        Policy.Acted whole = casting.actor(0, tasks.size(), randoms.get()).act(observations);
        List<Actor> actors = actors(casting, randoms);
        for (int i = 0; i < lanes.size(); i++) {
            int from = lanes.get(i).from();
            int to = lanes.get(i).to();
            Policy.Acted own =
                    actors.get(i).act(Arrays.copyOfRange(observations, from * obs, to * obs));
            if (!Arrays.equals(
                            own.actions(),
                            Arrays.copyOfRange(whole.actions(), from * act, to * act))
                    || !Arrays.equals(
                            own.logProb(), Arrays.copyOfRange(whole.logProb(), from, to))) {
                return false;
            }
        }
        return true;
    }

    /** How many play at once. */
    int lanes() {
        return lanes.size();
    }

    Dataset dataset(int task) {
        return datasets.get(task).build();
    }

    @Override
    public void close() {
        environments.forEach(VectorEnvironment::close);
        environments.clear();
    }
}
