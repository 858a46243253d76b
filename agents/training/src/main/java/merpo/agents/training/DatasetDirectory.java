package merpo.agents.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import merpo.agents.Needs;
import merpo.agents.TaskData;
import merpo.agents.evaluation.Reference;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetFiles;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.Episode;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.dataset.StoredDataset;
import merpo.datagen.dataset.TaskSource;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.run.Refusal;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.storage.FileReason;
import merpo.envs.task.Task;

/**
 * The verified datasets of one directory, one environment, one file per task.
 *
 * @param files in order of their tasks
 */
public record DatasetDirectory(List<Item> files) {
    /** Below these, no part of a dataset can be held out to judge a model by. */
    static final int LEAST_ROWS = 10;

    /**
     * One task's dataset.
     *
     * @param file where it lies
     * @param stored what it says
     */
    public record Item(Path file, StoredDataset stored) {
        /** Its task. */
        public Task task() {
            return stored.provenance().task().task();
        }

        TaskSource.Split split() {
            return stored.provenance().task().split();
        }

        /** Returns of score 0 and 1; without them there are returns, but no scores. */
        public Optional<Reference> reference() {
            return stored.provenance()
                    .quality()
                    .reference()
                    .map(scores -> new Reference(scores.min(), scores.max(), scores.max()));
        }

        /** What its environment is here. */
        private EnvironmentDefinition environment() {
            String id = stored.provenance().environment().id();
            try {
                return Environments.named(id);
            } catch (IllegalArgumentException e) {
                boolean unknown = id.equals("unknown");
                throw new Refusal(
                        "%s: %s. %s"
                                .formatted(
                                        file,
                                        unknown
                                                ? "nobody knows the environment of its rows"
                                                : e.getMessage(),
                                        remedy("--env ID, the environment that made the rows")),
                        e);
            }
        }

        /** Policies can be tried where the rows come from: its widths, and a task of its family. */
        private void requireTriable() {
            EnvironmentDefinition environment = environment();
            RowShape shape = stored.dataset().shape();
            if (!shape.fits(environment)) {
                throw new Refusal(
                        "%s: its observations have %d numbers and its actions %d, those of %s %d and %d: policies cannot be tried there. %s"
                                .formatted(
                                        file,
                                        shape.observation(),
                                        shape.action(),
                                        environment.id(),
                                        environment.observationSize(),
                                        environment.actionSize(),
                                        remedy("--env ID, the environment that made the rows")));
            }
            try {
                environment.tasks().require(task());
            } catch (IllegalArgumentException e) {
                throw new Refusal(
                        "%s: %s: policies cannot be tried on it. %s"
                                .formatted(
                                        file,
                                        e.getMessage(),
                                        remedy("--parameter NAME=NUMBER,NUMBER,...")),
                        e);
            }
        }

        private String remedy(String option) {
            return "Say it: ./merpo convert %s --to merpo --out FILE %s".formatted(file, option);
        }

        /** The rows of the first episodes, or of all where {@code trajectories} is 0. */
        public ReplayBuffer rows(int trajectories) {
            return buffer(stored.dataset(), size(trajectories));
        }

        /** How many these are. */
        int size(int trajectories) {
            Dataset dataset = stored.dataset();
            List<Episode> episodes = dataset.episodes();
            if (trajectories > episodes.size()) {
                throw new Refusal(
                        "%s has %d episodes, trajectories are %d, must be at most as many. Generate more, or ask for fewer"
                                .formatted(file, episodes.size(), trajectories));
            }
            int rows = trajectories == 0 ? dataset.size() : episodes.get(trajectories - 1).end();
            if (rows < LEAST_ROWS) {
                throw new Refusal(
                        "%s has %d transitions, at least %d are needed: a fifth is held out to judge the model by. Generate more"
                                .formatted(file, rows, LEAST_ROWS));
            }
            return rows;
        }

        /** The row after the last of each of these episodes. */
        public int[] episodeEnds(int trajectories) {
            List<Episode> episodes = stored.dataset().episodes();
            return episodes.stream()
                    .limit(trajectories == 0 ? episodes.size() : trajectories)
                    .mapToInt(Episode::end)
                    .toArray();
        }
    }

    public DatasetDirectory {
        files = List.copyOf(files);
    }

    /** Reads and verifies every dataset file of a directory. */
    public static DatasetDirectory read(Path directory) {
        List<Item> items = new ArrayList<>();
        for (Path file : list(directory)) {
            items.add(new Item(file, DatasetReader.read(file)));
        }
        String first = items.get(0).environment().id();
        for (Item item : items) {
            requireSame(directory, "env_id", first, item.environment().id(), item);
            item.requireTriable();
        }
        requireDifferent(directory, items);
        return new DatasetDirectory(items);
    }

    /** A copy would count as one more task. */
    private static void requireDifferent(Path directory, List<Item> items) {
        Map<String, Path> seen = new HashMap<>();
        for (Item item : items) {
            Path other = seen.put(item.stored().contentSha256(), item.file());
            if (other != null) {
                throw new Refusal(
                        "%s: %s and %s are the same data, and each file is a task of its own. Take one away"
                                .formatted(
                                        directory, other.getFileName(), item.file().getFileName()));
            }
        }
    }

    private static List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new Refusal(
                    directory
                            + " is not a directory of datasets: "
                            + FileReason.unseen(directory)
                            + ". Make one: ./merpo generate --out DIR; --data is then DIR/QUALITY");
        }
        try {
            List<Path> files = DatasetFiles.in(directory);
            if (files.isEmpty()) {
                throw new Refusal(
                        directory
                                + " holds no dataset (*.h5, *.hdf5)."
                                + qualities(directory)
                                + " Make some: ./merpo generate --out DIR; --data is then DIR/QUALITY");
            }
            return files;
        } catch (IOException e) {
            throw new Refusal(directory + " cannot be read: " + FileReason.of(e), e);
        }
    }

    /** Whether a directory holds folders of datasets. */
    static boolean in(Path directory) {
        return !below(directory).isEmpty();
    }

    private static List<String> below(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> Files.exists(entry.resolve(Manifest.FILE_NAME)))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What somebody who named the directory above meant. */
    private static String qualities(Path directory) {
        List<String> below = below(directory);
        return below.isEmpty() ? "" : " Did you mean " + String.join(" or ", below) + "?";
    }

    private static void requireSame(
            Path directory, String what, String expected, String found, Item item) {
        if (!expected.equals(found)) {
            throw new Refusal(
                    "%s: %s is \"%s\" in %s, \"%s\" in the others. One training has one environment: put other data elsewhere"
                            .formatted(
                                    directory, what, found, item.file().getFileName(), expected));
        }
    }

    /** What the data are of. */
    public EnvironmentDefinition environment() {
        return files.get(0).environment();
    }

    /** The files whose tasks are there to be tested on. */
    public DatasetDirectory tests() {
        return new DatasetDirectory(
                files.stream().filter(item -> item.split() == TaskSource.Split.TEST).toList());
    }

    /** All others. */
    public DatasetDirectory training() {
        return new DatasetDirectory(
                files.stream().filter(item -> item.split() != TaskSource.Split.TEST).toList());
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return files.isEmpty();
    }

    /** SHA-256 of each file's content. */
    public List<String> digests() {
        return files.stream().map(item -> item.stored().contentSha256()).toList();
    }

    /** Of each file. */
    public List<Task> tasks() {
        return files.stream().map(Item::task).toList();
    }

    /** Returns of score 0 and 1 of each file, where it has them. */
    public List<Optional<Reference>> references() {
        return files.stream().map(Item::reference).toList();
    }

    /** The same files over and over, once for each seed of a stack. */
    DatasetDirectory repeated(int times) {
        return new DatasetDirectory(
                Collections.nCopies(times, files).stream().flatMap(List::stream).toList());
    }

    /** Ready to draw batches from; a file that is there several times is read once. */
    public List<ReplayBuffer> rows(int trajectories) {
        Map<Path, ReplayBuffer> once = new HashMap<>();
        return files.stream()
                .map(item -> once.computeIfAbsent(item.file(), file -> item.rows(trajectories)))
                .toList();
    }

    /** How many rows there are of each. */
    List<Integer> sizes(int trajectories) {
        return files.stream().map(item -> item.size(trajectories)).toList();
    }

    /**
     * What a learner is opened with that needs nothing but rows; {@link Needs#prepare} adds to it.
     *
     * @param seeds of as many tasks as there are files
     */
    public TaskData learning(Seeds seeds) {
        return new TaskData(
                rows(0),
                episodeEnds(0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                environment()::terminates,
                seeds);
    }

    /** See {@link Item#episodeEnds}. */
    List<int[]> episodeEnds(int trajectories) {
        return files.stream().map(item -> item.episodeEnds(trajectories)).toList();
    }

    /** The first rows of a dataset, ready to draw batches from. */
    public static ReplayBuffer buffer(Dataset dataset, int rows) {
        int obs = dataset.shape().observation();
        int act = dataset.shape().action();
        ReplayBuffer buffer = new ReplayBuffer(rows, obs, act);
        float[] observations = dataset.observations();
        float[] actions = dataset.actions();
        float[] rewards = dataset.rewards();
        float[] successors = dataset.nextObservations();
        boolean[] terminals = dataset.terminals();
        for (int row = 0; row < rows; row++) {
            buffer.add(
                    observations,
                    row * obs,
                    actions,
                    row * act,
                    rewards[row],
                    successors,
                    row * obs,
                    terminals[row]);
        }
        return buffer;
    }
}
