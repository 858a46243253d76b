package merpo.benchmarks.experiment.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import merpo.agents.evaluation.Reference;
import merpo.agents.evaluation.Trial;
import merpo.agents.training.Corpus;
import merpo.benchmarks.experiment.ExperimentConfig;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.Quality;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.datagen.nn.TwinCritic;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.run.BrokenEpisodes;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.task.Task;
import merpo.envs.task.TaskSplit;

/**
 * What the stages of one run share: its configuration and where things lie in its directory.
 *
 * @param config the whole configuration
 * @param threads cores that simulations may use
 */
record Laboratory(ExperimentConfig config, int threads) {
    static final String TASKS = "tasks.json";
    static final String REFERENCE = "behaviour/reference.csv";
    static final String META_MODEL = "model/meta-model.safetensors";
    static final String TASK_MODELS = "model/task-models.safetensors";
    static final String KNOWLEDGE = "merpo/meta.safetensors";

    /** Which datasets: those to learn from, or those of new tasks. */
    enum Role {
        TRAINING,
        TEST
    }

    EnvironmentDefinition definition() {
        return Environments.named(config.environment());
    }

    TaskSplit split(RunDirectory run) throws IOException {
        return TaskSplit.load(run.path(TASKS));
    }

    static List<Task> tasks(TaskSplit split, Role role) {
        return role == Role.TRAINING ? split.training() : split.test();
    }

    /** Every task once: training tasks, then test tasks that are not among them. */
    static List<Task> all(TaskSplit split) {
        List<Task> all = new ArrayList<>(split.training());
        for (Task task : split.test()) {
            if (row(all, task) < 0) {
                all.add(task);
            }
        }
        return all;
    }

    /** Place of a task in a list, by its index in the draw; -1 where it is not. */
    static int row(List<Task> tasks, Task task) {
        for (int row = 0; row < tasks.size(); row++) {
            if (tasks.get(row).index() == task.index()) {
                return row;
            }
        }
        return -1;
    }

    static String checkpoint(long step) {
        return "behaviour/step-%08d.safetensors".formatted(step);
    }

    /** Directory of a dataset; a task that is both trained on and tested on has a file in each. */
    static Path datasets(RunDirectory run, Quality quality, Role role) {
        return run.path("data", quality.text(), role == Role.TRAINING ? "train" : "test");
    }

    static Path dataset(RunDirectory run, Quality quality, Role role, Task task) {
        return datasets(run, quality, role).resolve("task-%03d.h5".formatted(task.index()));
    }

    /** The verified datasets of a role, at the quality that this run learns from. */
    List<Dataset> read(RunDirectory run, Role role) throws IOException {
        List<Dataset> datasets = new ArrayList<>();
        for (Task task : tasks(split(run), role)) {
            Path file = dataset(run, config.quality(), role, task);
            datasets.add(DatasetReader.read(file).dataset());
        }
        return datasets;
    }

    /** The same, ready to draw batches from. */
    List<ReplayBuffer> buffers(RunDirectory run, Role role) throws IOException {
        return buffers(read(run, role));
    }

    static List<ReplayBuffer> buffers(List<Dataset> datasets) {
        return datasets.stream().map(dataset -> Corpus.buffer(dataset, dataset.size())).toList();
    }

    /** References of the given tasks. */
    static List<Reference> references(RunDirectory run, List<Task> tasks) {
        List<CsvTable.Row> rows = CsvTable.read(run.path(REFERENCE)).rows();
        List<Reference> references = new ArrayList<>();
        for (Task task : tasks) {
            CsvTable.Row row =
                    rows.stream()
                            .filter(candidate -> candidate.integer("task") == task.index())
                            .findFirst()
                            .orElseThrow();
            references.add(
                    new Reference(row.number("random"), row.number("best"), row.number("trained")));
        }
        return references;
    }

    /** Deterministic trials of the test tasks, always from the same start states. */
    Trial trial(RunDirectory run, Progress progress) throws IOException {
        List<Task> tasks = split(run).test();
        Trial trial =
                new Trial(
                        definition(),
                        tasks,
                        references(run, tasks),
                        config.evaluation().episodes(),
                        Streams.seed(config.seed(), "evaluation starts", 0),
                        threads);
        trial.onDivergence(new BrokenEpisodes(run, progress::note));
        return trial;
    }

    Policy behaviorPolicy() {
        return new Policy(
                definition().observationSize(),
                definition().actionSize(),
                config.behavior().sizes().hiddenLayers(),
                config.behavior().sizes().width());
    }

    Policy policy() {
        return config.merpo()
                .inner()
                .sizes()
                .policy(definition().observationSize(), definition().actionSize());
    }

    TwinCritic critic() {
        return config.merpo()
                .inner()
                .sizes()
                .critic(definition().observationSize(), definition().actionSize());
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
