package merpo.datagen.behavior;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.rollout.PolicyRollout;
import merpo.datagen.run.Refusal;
import merpo.datagen.sac.BehaviorTraining;
import merpo.datagen.sac.SacConfig;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Misread;
import merpo.datagen.snapshot.Snapshot;
import merpo.envs.Divergence;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.storage.AtomicFile;
import merpo.envs.task.Task;

/**
 * A training of behavior policies in a directory: {@code training.json}, {@code
 * checkpoints/step-*.safetensors} (actors [T, P] and returns [T, episodes]), {@code curve.csv}, and
 * for going on {@code learner.safetensors} with {@code replay/to-*.safetensors}. A killed one goes
 * on and ends with the same bytes as one that was not.
 */
public final class BehaviorRun {
    /** Its settings. */
    public static final String FILE = "training.json";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private final Path root;
    private final Plan plan;
    private final EnvironmentDefinition definition;

    /**
     * What is trained.
     *
     * @param environment id
     * @param tasks one policy each
     */
    public record Plan(String environment, List<Task> tasks, SacConfig config, long seed) {
        public Plan {
            tasks = List.copyOf(tasks);
        }
    }

    /** Takes what a training reports, beside its files. */
    public interface Watcher {
        /** After a checkpoint; the mean return of each task's stochastic episodes. */
        void checkpoint(int step, double[] returns);

        /** After every step of the simulations. */
        void step(int step);

        /** Told of each episode whose physics breaks. */
        void diverged(Divergence broken);
    }

    private BehaviorRun(Path root, Plan plan) {
        this.root = root;
        this.plan = plan;
        this.definition = Environments.named(plan.environment());
    }

    /** Begins in a directory, or goes on with the same plan in it. */
    public static BehaviorRun in(Path root, Plan plan) throws IOException {
        Path file = root.resolve(FILE);
        if (!Files.exists(file)) {
            AtomicFile.write(file, AtomicFile.Existing.REFUSE, JSON.writeValueAsBytes(plan));
        }
        BehaviorRun run = open(root);
        ConfigYaml.difference(run.plan, plan)
                .ifPresent(
                        other -> {
                            throw new IllegalArgumentException(
                                    "%s holds another training: %s is %s in its training.json, and %s is asked for. Choose another directory"
                                            .formatted(
                                                    root,
                                                    other.path(),
                                                    other.one(),
                                                    other.other()));
                        });
        return run;
    }

    /** One that exists. */
    public static BehaviorRun open(Path root) throws IOException {
        if (!isIn(root)) {
            throw new Refusal(
                    "%s holds no training of behavior policies: it has no %s. Make one: ./merpo behaviors"
                            .formatted(root, FILE));
        }
        return new BehaviorRun(
                root,
                Misread.file(
                        root.resolve(FILE),
                        JSON,
                        Plan.class,
                        "Bring it back, or begin again in another directory"));
    }

    /** Whether a directory holds one. */
    public static boolean isIn(Path root) {
        return Files.isRegularFile(root.resolve(FILE));
    }

    /** What is trained, and how. */
    public Plan plan() {
        return plan;
    }

    /** Those that are there so far. */
    public Checkpoints checkpoints() {
        return new Checkpoints(root.resolve("checkpoints"), plan);
    }

    /** Trains to the end, from wherever the directory stands. */
    public void train(NDManager manager, int threads, Watcher watcher) throws IOException {
        BehaviorTraining training =
                new BehaviorTraining(definition, plan.tasks(), plan.config(), plan.seed(), threads);
        Files.createDirectories(root.resolve("checkpoints"));
        Files.createDirectories(root.resolve("replay"));
        Path learner = root.resolve("learner.safetensors");
        Recorder recorder = new Recorder(watcher);
        if (!Files.exists(learner)) {
            training.run(manager, recorder);
        } else {
            Snapshot stored = Snapshot.read(learner);
            List<ReplayBuffer> buffers = training.emptyBuffers();
            for (int to : shards(BehaviorTraining.step(stored))) {
                ReplayShard.read(shard(to)).appendTo(buffers);
            }
            training.resume(manager, stored, buffers, recorder);
        }
        AtomicFile.write(
                root.resolve("curve.csv"), AtomicFile.Existing.REPLACE, checkpoints().curve());
    }

    /**
     * What the replay buffers of tasks got, as data: whole episodes and those that were cut, evenly
     * spread over the training.
     *
     * @param until for each task's place in the plan, environment steps at which its data end
     * @param rows least number of each, if there are as many
     * @return by place
     */
    public Map<Integer, Dataset> replay(Map<Integer, Integer> until, int rows) throws IOException {
        int trained = BehaviorTraining.step(Snapshot.read(root.resolve("learner.safetensors")));
        int last = Collections.max(until.values());
        if (last > trained) {
            throw new IllegalArgumentException(
                    "%s has trained %d environment steps of the %d asked for. Let it go on: the same ./merpo behaviors again"
                            .formatted(root, trained, last));
        }
        Map<Integer, ReplayEpisodes> episodes = new TreeMap<>();
        for (int to : shards(trained)) {
            int from = to - plan.config().checkpoints().snapshotEvery();
            if (from >= last && !episodes.isEmpty()) {
                break;
            }
            ReplayShard shard = ReplayShard.read(shard(to));
            until.forEach(
                    (task, end) -> {
                        ReplayEpisodes own =
                                episodes.computeIfAbsent(
                                        task, t -> new ReplayEpisodes(shard.shape()));
                        if (from < end) {
                            own.add(shard.columns(task), end);
                        }
                    });
        }
        Map<Integer, Dataset> datasets = new TreeMap<>();
        episodes.forEach((task, found) -> datasets.put(task, found.spread(rows)));
        return datasets;
    }

    private Path shard(int to) {
        return root.resolve(String.format(Locale.ROOT, "replay/to-%08d.safetensors", to));
    }

    /** Ends of the shards up to a step: one per snapshot. */
    private List<Integer> shards(int until) {
        List<Integer> ends = new ArrayList<>();
        int every = plan.config().checkpoints().snapshotEvery();
        for (int to = every; to < until; to += every) {
            ends.add(to);
        }
        if (until > 0) {
            ends.add(until);
        }
        return ends;
    }

    /** Writes what the training reports; what was reported as saved is on the disk. */
    private final class Recorder implements BehaviorTraining.Listener {
        private final Watcher watcher;
        private final ReplayLog log =
                new ReplayLog(plan.tasks().size(), plan.config().simulations());

        Recorder(Watcher watcher) {
            this.watcher = watcher;
        }

        @Override
        public void checkpoint(BehaviorTraining.Checkpoint checkpoint) {
            try {
                checkpoints().write(checkpoint);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            watcher.checkpoint(checkpoint.step(), TaskReturns.means(checkpoint.returns()));
        }

        /** Rows first, then the learner that stands on them. */
        @Override
        public void snapshot(int step, Snapshot learner) {
            try {
                log.write(shard(step));
                learner.write(root.resolve("learner.safetensors"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            log.clear();
        }

        @Override
        public void explored(int simulation, PolicyRollout.Step step, long policyStep) {
            log.add(simulation, step, policyStep);
        }

        @Override
        public void step(int step) {
            watcher.step(step);
        }

        @Override
        public void diverged(Divergence broken) {
            watcher.diverged(broken);
        }
    }
}
