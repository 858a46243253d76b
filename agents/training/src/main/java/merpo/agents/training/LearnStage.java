package merpo.agents.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.agents.Alarm;
import merpo.agents.Candidate;
import merpo.agents.Embedding;
import merpo.agents.Method;
import merpo.agents.OfflineLearner;
import merpo.agents.TaskData;
import merpo.agents.evaluation.Trial;
import merpo.datagen.nn.NonFiniteException;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Metrics;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;
import merpo.datagen.snapshot.Snapshot;

/**
 * Steps a learner to its end, epoch by epoch: so many steps, an evaluation, a checkpoint. A killed
 * one goes on from the last checkpoint with the same numbers.
 */
final class LearnStage implements Stage {
    private static final String CHECKPOINT = "checkpoint.safetensors";
    private static final String METRICS = "metrics.csv";
    private static final String DIAGNOSIS = "diagnosis.csv";
    private static final String STEP = "step";

    private final TrainingData data;

    LearnStage(TrainingData data) {
        this.data = data;
    }

    @Override
    public String name() {
        return Stages.LEARN;
    }

    @Override
    public void run(RunDirectory run, Progress progress) throws Exception {
        TrainingConfig config = data.config();
        Method<?> method = config.method();
        progress.stage(name(), config.steps(), method.unit());
        try (NDManager manager = data.manager();
                Trial trial = data.trial(run, progress);
                Returns returns = new Returns(run, trial, data.testSeeds())) {
            Preparation preparation = new Preparation(run.root(), manager, data);
            TaskData learning = preparation.learning();
            TaskData test = preparation.test(learning);
            try (OfflineLearner learner = open(method, manager, config, learning);
                    Metrics metrics =
                            run.metrics(METRICS, learner.metrics().toArray(String[]::new));
                    Diagnoses diagnoses = new Diagnoses(run, learner);
                    Alarms alarms = new Alarms(run, progress, alarms(method, config))) {
                Examination examination = new Examination(data, learner, test, trial, returns);
                int step = resume(run, learner);
                returns.keepUntil(step);
                metrics.keepUntil(step);
                diagnoses.keepUntil(step);
                alarms.goOn(step, CsvTable.read(run.path(METRICS)), learner.metrics());
                String last = "";
                if (step < 0) {
                    step = 0;
                    examination.baselines(candidate -> keep(run, candidate, false));
                    last = examination.examine(0, keeper(run, 0));
                    save(run, learner, step);
                }
                while (step < config.steps()) {
                    int end = Math.min(config.steps(), step + config.evaluation().every());
                    learner.begin(step / config.evaluation().every());
                    while (step < end) {
                        step++;
                        Map<String, Double> seen = step(method, learner, step);
                        if (step % config.evaluation().metrics() == 0) {
                            metrics.row(
                                    step,
                                    seen.values().stream()
                                            .mapToDouble(Double::doubleValue)
                                            .toArray());
                            alarms.look(step, seen);
                        }
                        progress.step(step, last);
                    }
                    last = examination.examine(step, keeper(run, step));
                    progress.step(step, last);
                    diagnoses.row(step);
                    if (step == config.steps()) {
                        write(run, learner.embeddings(test));
                    }
                    save(run, learner, step);
                }
            }
        }
    }

    static <C extends Record> OfflineLearner open(
            Method<C> method, NDManager manager, TrainingConfig config, TaskData learning) {
        return method.open(
                manager, method.settings().cast(config.learning()), learning, config.steps());
    }

    private static <C extends Record> List<Alarm> alarms(Method<C> method, TrainingConfig config) {
        return method.alarms(method.settings().cast(config.learning()));
    }

    /** What is measured once per epoch, where the learner measures anything. */
    private static final class Diagnoses implements AutoCloseable {
        private final OfflineLearner learner;
        private final List<CsvLog> table; // one or none

        Diagnoses(RunDirectory run, OfflineLearner learner) {
            this.learner = learner;
            this.table =
                    learner.diagnoses().isEmpty()
                            ? List.of()
                            : List.of(
                                    run.csv(
                                            DIAGNOSIS,
                                            Stream.concat(
                                                            Stream.of(STEP),
                                                            learner.diagnoses().stream())
                                                    .toArray(String[]::new)));
        }

        void keepUntil(long step) {
            table.forEach(log -> log.keep(row -> row.integer(STEP) <= step));
        }

        void row(int step) {
            for (CsvLog log : table) {
                Map<String, Double> seen = learner.diagnosis();
                log.row(
                        Stream.concat(Stream.of(step), learner.diagnoses().stream().map(seen::get))
                                .toArray());
            }
        }

        @Override
        public void close() {
            table.forEach(CsvLog::close);
        }
    }

    /** At the end whoever was tried is kept. */
    private Examination.Onlooker keeper(RunDirectory run, int step) {
        boolean[] first = {true};
        return candidate -> {
            if (step == data.config().steps()) {
                keep(run, candidate, first[0]);
                first[0] = false;
            }
        };
    }

    private void keep(RunDirectory run, Candidate candidate, boolean own) throws IOException {
        Path file =
                own
                        ? run.path(ActorFile.NAME)
                        : run.path(ActorFile.OTHERS + "/" + candidate.name() + ".safetensors");
        new ActorFile(
                        data.environment().id(),
                        candidate.name(),
                        data.test().tasks(),
                        candidate.actor())
                .write(file, data.config().algorithm());
    }

    /** One row for each context: which task it is of, and where it lies. */
    private void write(RunDirectory run, List<Embedding> embeddings) {
        if (embeddings.isEmpty()) {
            return;
        }
        int width = embeddings.get(0).z().length;
        String[] header =
                Stream.concat(
                                Stream.of("task"),
                                IntStream.range(0, width).mapToObj(axis -> "z_" + axis))
                        .toArray(String[]::new);
        try (CsvLog table = run.freshCsv("embeddings.csv", header)) {
            for (Embedding one : embeddings) {
                Stream.Builder<Object> cells = Stream.builder();
                cells.add(data.test().tasks().get(one.task()).index());
                for (float z : one.z()) {
                    cells.add(z);
                }
                table.row(cells.build().toArray());
            }
        }
    }

    private Map<String, Double> step(Method<?> method, OfflineLearner learner, int step) {
        try {
            return learner.step();
        } catch (NonFiniteException e) {
            throw new Refusal(
                    "%s, step %d, %s: %s. The last checkpoint is whole; %s, and begin again in another --out"
                            .formatted(
                                    data.config().algorithm(),
                                    step,
                                    place(e.row()),
                                    e.getMessage(),
                                    method.steadier()),
                    e);
        }
    }

    /** Rows of one learner's stack over tasks are drawn anew in each step. */
    private String place(int row) {
        return data.config().together()
                ? "seed " + data.config().seed()
                : "seed %d, task %d"
                        .formatted(
                                data.seeds().seed(row), data.learning().tasks().get(row).index());
    }

    /** Takes the last checkpoint; its step, or -1 where there is none. */
    private static int resume(RunDirectory run, OfflineLearner learner) throws IOException {
        Path file = run.path(CHECKPOINT);
        if (!Files.exists(file)) {
            return -1;
        }
        return restore(run.root(), learner);
    }

    /** Takes the last checkpoint of a training; its step. */
    static int restore(Path root, OfflineLearner learner) throws IOException {
        Snapshot snapshot = Snapshot.read(root.resolve(CHECKPOINT));
        learner.restore(snapshot.at("learner"));
        return (int) snapshot.doubles(STEP, 1)[0];
    }

    private static void save(RunDirectory run, OfflineLearner learner, int step)
            throws IOException {
        Snapshot snapshot = Snapshot.empty();
        snapshot.put(STEP, new double[] {step});
        learner.save(snapshot.at("learner"));
        snapshot.write(run.path(CHECKPOINT));
    }
}
