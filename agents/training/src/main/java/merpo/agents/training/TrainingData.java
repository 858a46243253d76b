package merpo.agents.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import merpo.agents.evaluation.Trial;
import merpo.agents.training.TrainingConfig.Data;
import merpo.datagen.nn.Precision;
import merpo.datagen.nn.Seeds;
import merpo.datagen.nn.TensorEngine;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.run.BrokenEpisodes;
import merpo.datagen.run.Names;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;
import merpo.envs.EnvironmentDefinition;

/** What the stages of one training share: its configuration and the data it names, read once. */
final class TrainingData {
    private final TrainingConfig config;
    private final int threads;
    private final Device device;
    private Split split;
    private List<ReplayBuffer> rows;
    private List<ReplayBuffer> testRows;

    /**
     * The data, by what they are for. A learner of single tasks is tried on the tasks that it
     * learns.
     *
     * @param learning what is learned from
     * @param test what is tried on
     */
    record Split(DatasetDirectory learning, DatasetDirectory test) {
        /**
         * @param all of the directory that {@code data} names
         */
        static Split of(boolean together, DatasetDirectory all, Data data) {
            if (!together) {
                return new Split(all, all);
            }
            DatasetDirectory test =
                    data.test().isEmpty()
                            ? all.tests()
                            : DatasetDirectory.read(Path.of(data.test()));
            if (test.isEmpty()) {
                throw new Refusal(
                        data.directory()
                                + " has no task to test on: all are for training. Name data of test tasks: --test-data DIR");
            }
            if (!test.environment().id().equals(all.environment().id())) {
                throw new Refusal(
                        "%s is of %s, %s of %s. A learner is tested in the environment that it learned"
                                .formatted(
                                        data.test(),
                                        test.environment().id(),
                                        data.directory(),
                                        all.environment().id()));
            }
            Split split = new Split(all.training(), test);
            split.requireApart(data);
            return split;
        }

        /** The same transitions to learn from and to be tested on would measure memory (A25). */
        private void requireApart(Data data) {
            List<String> known = learning.digests();
            for (DatasetDirectory.Item item : test.files()) {
                if (known.contains(item.stored().contentSha256())) {
                    throw new Refusal(
                            "%s holds data that is learned from, too (%s). Generate other data of the same tasks: ./merpo generate --seed N, another N"
                                    .formatted(data.test(), data.directory()));
                }
            }
        }

        /** For a stack of several seeds. */
        Split repeated(int times) {
            return new Split(learning.repeated(times), test.repeated(times));
        }

        List<String> digests() {
            List<String> digests = new ArrayList<>(learning.digests());
            if (!test.equals(learning)) {
                digests.addAll(test.digests());
            }
            return digests;
        }
    }

    /**
     * @param threads that simulations may use
     * @param device that holds the tensors
     */
    TrainingData(TrainingConfig config, int threads, Device device) {
        this.config = config;
        this.threads = threads;
        this.device = device;
    }

    /** Owns the tensors of a stage; the stage closes it. */
    NDManager manager() {
        return TensorEngine.manager(device);
    }

    TrainingConfig config() {
        return config;
    }

    /** Work that steps a learner, or asks one. */
    @FunctionalInterface
    interface Learning<E extends Exception> {
        void go() throws E;
    }

    /**
     * Does what is learning, in the precision of the training.
     *
     * @throws Refusal where the processor or the device has none of it
     */
    <E extends Exception> void precisely(Learning<E> work) throws E {
        if (config.precision() != Precision.FP32 && !device.equals(Device.cpu())) {
            throw new Refusal(
                    "precision is bf16, must be fp32 with --device gpu: bfloat16 is of the processor's matrix products. Leave --precision out, or use --device cpu");
        }
        TrainingData unused =
                config.precision()
                        .during(
                                () -> {
                                    work.go();
                                    return this;
                                });
    }

    private Split split() {
        if (split == null) {
            split = bound(config).repeated(config.seeds());
        }
        return split;
    }

    /** The data that a configuration was made for, wherever they lie now. */
    static Split bound(TrainingConfig config) {
        Data data = config.data();
        Known known = new Known(data);
        DatasetDirectory all = known.of(data.directory(), "--data");
        if (!all.environment().id().equals(config.environment())) {
            throw new Refusal(
                    "environment is %s in the configuration, the data in %s are of %s. Write %s again"
                            .formatted(
                                    config.environment(),
                                    data.directory(),
                                    all.environment().id(),
                                    all.environment().id()));
        }
        Split read =
                config.together() && !data.test().isEmpty()
                        ? new Split(all.training(), known.of(data.test(), "--test-data"))
                        : Split.of(config.together(), all, data);
        known.requireAll(read);
        return read;
    }

    /** Data by the digests of their files. */
    private record Known(Data data) {
        /** Those files of a directory that belong to it, in their order. */
        DatasetDirectory of(String directory, String option) {
            if (!Files.isDirectory(Path.of(directory))) {
                throw new Refusal(
                        "%s, the data of this training, is not there. Say where they lie now (they are known by their content): ./merpo resume RUN %s DIR"
                                .formatted(directory, option));
            }
            List<DatasetDirectory.Item> own =
                    DatasetDirectory.read(Path.of(directory)).files().stream()
                            .filter(item -> place(item) >= 0)
                            .sorted(Comparator.comparingInt(this::place))
                            .toList();
            if (own.isEmpty()) {
                throw others(directory, "none of its files is one of them");
            }
            return new DatasetDirectory(own);
        }

        private int place(DatasetDirectory.Item item) {
            return data.digests().indexOf(item.stored().contentSha256());
        }

        void requireAll(Split read) {
            if (!read.digests().equals(data.digests())) {
                throw others(data.directory(), strangers(data.directory()));
            }
        }

        private String strangers(String directory) {
            List<String> names =
                    DatasetDirectory.read(Path.of(directory)).files().stream()
                            .filter(item -> place(item) < 0)
                            .map(item -> item.file().getFileName().toString())
                            .toList();
            return names.isEmpty() ? "some are missing" : Names.listed(names) + " differ";
        }

        private Refusal others(String directory, String what) {
            return new Refusal(
                    "%s holds other data than when this training began: %s (content_sha256). Bring the old data back, say where they lie now (./merpo resume RUN --data DIR), or train anew in another --out"
                            .formatted(directory, what));
        }
    }

    DatasetDirectory learning() {
        return split().learning();
    }

    DatasetDirectory test() {
        return split().test();
    }

    /** Of the stack that learns. */
    Seeds seeds() {
        return config.streams(learning().tasks().size() / config.seeds());
    }

    /** Of the stack that is tried. */
    Seeds testSeeds() {
        return config.streams(test().tasks().size() / config.seeds());
    }

    /** Rows to learn from, shared by all who ask. */
    List<ReplayBuffer> rows() {
        if (rows == null) {
            rows = learning().rows(config.data().trajectories());
        }
        return rows;
    }

    /** Rows of the test tasks, all of them. */
    List<ReplayBuffer> testRows() {
        if (testRows == null) {
            testRows = config.together() ? test().rows(0) : rows();
        }
        return testRows;
    }

    EnvironmentDefinition environment() {
        return learning().environment();
    }

    /** Where the episodes of {@link #rows} end. */
    List<int[]> episodeEnds() {
        return learning().episodeEnds(config.data().trajectories());
    }

    /** Where the episodes of {@link #testRows} end. */
    List<int[]> testEpisodeEnds() {
        return config.together() ? test().episodeEnds(0) : episodeEnds();
    }

    int observationSize() {
        return environment().observationSize();
    }

    int actionSize() {
        return environment().actionSize();
    }

    /** Deterministic trials of the test tasks, always from the same start states. */
    Trial trial(RunDirectory run, Progress progress) {
        Trial trial =
                new Trial(
                        environment(),
                        test().tasks(),
                        test().references(),
                        config.evaluation().episodes(),
                        Trial.starts(config.seed()),
                        threads);
        trial.onDivergence(new BrokenEpisodes(run, progress::note));
        return trial;
    }
}
