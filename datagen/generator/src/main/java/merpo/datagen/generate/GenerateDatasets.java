package merpo.datagen.generate;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import merpo.datagen.behavior.BehaviorRun;
import merpo.datagen.behavior.KeptActors;
import merpo.datagen.behavior.Zoo;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetWriter;
import merpo.datagen.dataset.EnvironmentSource;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.Software;
import merpo.datagen.dataset.TaskFile;
import merpo.datagen.dataset.WrittenFile;
import merpo.datagen.generate.DatasetOrder.Assigned;
import merpo.datagen.nn.Actor;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.datagen.run.Memory;
import merpo.datagen.run.Refusal;
import merpo.datagen.statistics.Statistics;
import merpo.envs.Divergence;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.storage.AtomicFile;
import merpo.envs.task.Task;

/**
 * Tasks x qualities to files: plays kept policies in the simulator, or takes what their training
 * saw, and writes one dataset per task and quality. The same order and seed give the same bytes for
 * any number of threads; a killed one goes on with the tasks whose files are not whole.
 */
public final class GenerateDatasets {
    private static final int SIMULATIONS = 64; // together, of all tasks of a group
    private static final double SURE = 5; // standard errors
    private static final double UNLIKE = 0.2; // of the way from random to final
    private static final int GROUP_ROWS = 2_000_000; // in memory at a time

    private final KeptActors actors;
    private final EnvironmentDefinition definition;
    private final Policy policy;
    private final Optional<BehaviorRun> training;
    private final Origin origin;
    private final int threads;

    /**
     * What the files say of where they come from.
     *
     * @param commandLine that makes them again
     */
    public record Origin(
            EnvironmentSource environment, Software software, List<String> commandLine) {
        public Origin {
            commandLine = List.copyOf(commandLine);
        }
    }

    /** Takes what the work reports. */
    public interface Listener {
        /** A file is on the disk and in the manifest. */
        void written(int task, WrittenFile file);

        /** No kept policy of the task returns what the quality asks for; the nearest acts. */
        void outside(int task, double share);

        /** A policy returns otherwise than when it was measured: it is not the one described. */
        void unlike(int task, double returned, double measured);

        /** The replay of the training ends before so many rows were asked for. */
        void fewer(int task, int rows);

        /** Told of each episode whose physics breaks. */
        void diverged(Divergence broken);

        /** So many rows are played, of those that all missing files hold at least. */
        default void played(long rows, long of) {}
    }

    /**
     * @param training of these policies, for replay data
     */
    public GenerateDatasets(
            KeptActors actors, Optional<BehaviorRun> training, Origin origin, int threads) {
        this.actors = actors;
        this.training = training;
        this.origin = origin;
        this.threads = threads;
        definition = actors.zoo().environment();
        policy = actors.policy();
    }

    /** Makes what is not there yet of an order, in a directory of its own. */
    public void make(DatasetOrder order, Path directory, NDManager manager, Listener listener)
            throws IOException {
        Files.createDirectories(directory);
        OrderProvenance origins = new OrderProvenance(order, actors, origin);
        Manifest manifest = origins.manifest(directory);
        Set<Long> whole = manifest.whole(directory);
        List<List<Assigned>> missing = missing(order, whole);
        missing.forEach(group -> requireMemory(order, group.size()));
        long all = (long) order.transitions() * missing.stream().mapToInt(List::size).sum();
        long before = 0;
        for (List<Assigned> group : missing) {
            long start = before;
            before += (long) order.transitions() * group.size();
            listener.played(start, all);
            List<Dataset> datasets =
                    order.quality() == Quality.REPLAY
                            ? replay(order, group, listener)
                            : collect(
                                    order,
                                    group,
                                    manager,
                                    listener,
                                    rows -> listener.played(start + rows, all));
            for (int row = 0; row < group.size(); row++) {
                Assigned one = group.get(row);
                Provenance provenance = origins.provenance(one);
                WrittenFile written =
                        DatasetWriter.write(
                                directory.resolve(
                                        String.format(
                                                Locale.ROOT, "task-%03d.h5", one.task().index())),
                                AtomicFile.Existing.REPLACE,
                                datasets.get(row),
                                provenance);
                manifest = manifest.with(TaskFile.of(written, datasets.get(row), provenance));
                manifest.save(directory);
                listener.written(one.task().index(), written);
            }
        }
    }

    /** What a row of an environment takes in memory. */
    public static long rowBytes(EnvironmentDefinition definition) {
        int observed = definition.observationSize();
        return 4L * (2 * observed + definition.actionSize() + 2) + 8L * (observed + 2);
    }

    /** The rows that are played together are held until they are written. */
    private void requireMemory(DatasetOrder order, int files) {
        double rows = (double) files * order.transitions();
        Memory.lacking(rows * rowBytes(definition))
                .ifPresent(
                        lacking -> {
                            throw new Refusal(
                                    "%s of %s: %.0f rows at a time take %s, or ask for fewer: --transitions"
                                            .formatted(
                                                    order.quality().text(),
                                                    definition.id(),
                                                    rows,
                                                    lacking));
                        });
    }

    /** The tasks by groups that are played together, less the groups that are there. */
    private static List<List<Assigned>> missing(DatasetOrder order, Set<Long> whole) {
        List<List<Assigned>> groups = new ArrayList<>();
        int size = Math.max(1, GROUP_ROWS / order.transitions());
        for (int from = 0; from < order.tasks().size(); from += size) {
            List<Assigned> group =
                    order.tasks().subList(from, Math.min(from + size, order.tasks().size()));
            if (!group.stream().allMatch(one -> whole.contains((long) one.task().index()))) {
                groups.add(group);
            }
        }
        return groups;
    }

    /** What the training's own replay got up to the medium policy. */
    private List<Dataset> replay(DatasetOrder order, List<Assigned> group, Listener listener)
            throws IOException {
        BehaviorRun run =
                training.orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Quality \"replay\" is what a training saw up to its medium policy, and these policies come"
                                                + " without their training. Train them (--train), or name a directory of ./merpo"
                                                + " behaviors (--policies); \"mixed\" stands in for it"));
        Map<Integer, Integer> until = new LinkedHashMap<>(); // by place in the plan
        for (Assigned one : group) {
            Zoo.Entry entry = actors.entry(one.task().index());
            int medium = CheckpointChoice.of(order.quality(), entry).parts().get(0);
            until.put(run.plan().tasks().indexOf(one.task()), entry.kept().get(medium).step());
        }
        Map<Integer, Dataset> found = run.replay(until, order.transitions());
        List<Dataset> datasets = new ArrayList<>();
        for (Assigned one : group) {
            Dataset dataset = found.get(run.plan().tasks().indexOf(one.task()));
            if (dataset.size() < order.transitions()) {
                listener.fewer(one.task().index(), dataset.size());
            }
            datasets.add(dataset);
        }
        return datasets;
    }

    private List<Dataset> collect(
            DatasetOrder order,
            List<Assigned> group,
            NDManager manager,
            Listener listener,
            LongConsumer played) {
        List<Task> tasks = group.stream().map(Assigned::task).toList();
        List<CheckpointChoice> choices = new ArrayList<>();
        for (Task task : tasks) {
            CheckpointChoice choice =
                    CheckpointChoice.of(order.quality(), actors.entry(task.index()));
            choices.add(choice);
            if (!choice.fits(actors.entry(task.index()))) {
                listener.outside(
                        task.index(),
                        actors.entry(task.index()).kept().get(choice.parts().get(0)).share());
            }
        }
        int parts = choices.stream().mapToInt(choice -> choice.parts().size()).max().orElseThrow();
        int episodes = (order.transitions() - 1) / definition.horizon() + 1;
        int perTask = Math.max(1, Math.min(SIMULATIONS / tasks.size(), (episodes - 1) / parts + 1));
        try (EpisodeCollector collector =
                new EpisodeCollector(
                        definition, tasks, perTask, threads, listener::diverged, played)) {
            for (int part = 0; part < parts; part++) {
                int wanted = Math.toIntExact((long) order.transitions() * (part + 1) / parts);
                play(order, tasks, choices, part, wanted, collector, manager);
            }
            List<Dataset> datasets = new ArrayList<>();
            for (int row = 0; row < tasks.size(); row++) {
                Dataset dataset = collector.dataset(row);
                datasets.add(dataset);
                Zoo.Entry entry = actors.entry(tasks.get(row).index());
                if (choices.get(row).band().isPresent()) {
                    Zoo.Kept acted = entry.kept().get(choices.get(row).parts().get(0));
                    double mean = Statistics.mean(dataset.returns());
                    if (!like(entry, acted, mean, dataset.returns().length)) {
                        listener.unlike(tasks.get(row).index(), mean, acted.returnMean());
                    }
                }
            }
            return datasets;
        }
    }

    /**
     * Whether a mean return is what a policy was measured with: off by five standard errors and by
     * a fifth of what there is to learn it is another policy, or another environment.
     */
    private boolean like(Zoo.Entry entry, Zoo.Kept acted, double mean, int episodes) {
        double off = Math.abs(mean - acted.returnMean());
        double error =
                acted.returnDeviation() * Math.sqrt(1.0 / episodes + 1.0 / actors.zoo().episodes());
        double range = Math.abs(entry.finalOne().returnMean() - entry.randomReturn());
        return off <= SURE * error || off <= UNLIKE * range;
    }

    /** One part of each task's choice, until all have the rows they want. */
    private void play(
            DatasetOrder order,
            List<Task> tasks,
            List<CheckpointChoice> choices,
            int part,
            int wanted,
            EpisodeCollector collector,
            NDManager manager) {
        long[] steps = new long[tasks.size()];
        int size = Math.toIntExact(policy.network().parameters());
        float[] values = new float[tasks.size() * size];
        for (int row = 0; row < tasks.size(); row++) {
            List<Integer> own = choices.get(row).parts();
            int place = own.get(Math.min(part, own.size() - 1));
            steps[row] =
                    place == CheckpointChoice.UNIFORM
                            ? -1
                            : actors.entry(tasks.get(row).index()).kept().get(place).step();
            if (place != CheckpointChoice.UNIFORM) {
                float[] actor = actors.actor(tasks.get(row).index(), place);
                System.arraycopy(actor, 0, values, row * size, size);
            }
        }
        long own = seed(order, "data actions", part);
        Supplier<List<RandomGenerator>> randoms =
                () -> tasks.stream().map(task -> Streams.of(own, "task", task.index())).toList();
        try (NDManager stacks = manager.newSubManager()) {
            EpisodeCollector.Casting casting =
                    order.quality() == Quality.RANDOM
                            ? (from, to, draws) ->
                                    new Actor.Uniform(
                                            definition.observationSize(),
                                            definition.actionSize(),
                                            draws)
                            : (from, to, draws) ->
                                    Actor.stochastic(
                                            policy,
                                            ParameterStack.of(
                                                    stacks,
                                                    Arrays.copyOfRange(
                                                            values, from * size, to * size),
                                                    policy.network().blocks(1)),
                                            draws);
            collector.play(casting, randoms, seed(order, "data starts", part), steps, wanted);
        }
    }

    /** Seed of a purpose and a part of the choice. */
    static long seed(DatasetOrder order, String purpose, int part) {
        return Streams.seed(order.seed(), order.quality().text() + " " + purpose, part);
    }
}
