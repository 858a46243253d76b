package merpo.agents.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import merpo.agents.Alarm;
import merpo.agents.Candidate;
import merpo.agents.Method;
import merpo.agents.OfflineLearner;
import merpo.agents.TaskData;
import merpo.agents.evaluation.Trial;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Leaves;
import merpo.datagen.run.Metrics;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;

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

    /** Where the learner is kept, in a training's directory. */
    static Checkpoint checkpoint(Path run, TrainingConfig config) {
        return new Checkpoint(run.resolve(CHECKPOINT), config);
    }

    @Override
    public List<String> leaves() {
        return List.of(CHECKPOINT, ActorFile.NAME, METRICS, Returns.FILE);
    }

    @Override
    public Optional<String> flaw(Path root) {
        return MeasuredReturns.flaw(root, data.config().steps())
                .or(() -> Leaves.flaw(root, leaves()));
    }

    /** What its steps wrote ends with them: all of it is made again. */
    @Override
    public void again(RunDirectory run) throws IOException {
        for (String name : List.of(CHECKPOINT, Returns.FILE, METRICS, DIAGNOSIS, Alarms.FILE)) {
            Files.deleteIfExists(run.path(name));
        }
    }

    @Override
    public String name() {
        return Stages.LEARN;
    }

    @Override
    public void run(RunDirectory run, Progress progress) throws Exception {
        TrainingConfig config = data.config();
        Method<?> method = config.method();
        Steps steps = new Steps(data, name());
        Checkpoint checkpoint = checkpoint(run.root(), config);
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
                int step = checkpoint.resume(learner);
                returns.keepUntil(step);
                metrics.keepUntil(step);
                diagnoses.keepUntil(step);
                alarms.goOn(step, CsvTable.read(run.path(METRICS)), learner.metrics());
                String last = "";
                if (step == Checkpoint.NONE) {
                    step = 0;
                    examination.baselines(candidate -> keep(run, candidate, false));
                    last = examination.examine(0, telling(progress, 0, keeper(run, 0, test)));
                    checkpoint.save(learner, step);
                }
                while (step < config.steps()) {
                    int end = Math.min(config.steps(), step + config.evaluation().every());
                    learner.begin(step / config.evaluation().every());
                    while (step < end) {
                        step++;
                        Map<String, Double> seen = steps.take(learner, step);
                        if (steps.note(metrics, step, seen)) {
                            alarms.look(step, seen);
                        }
                        progress.step(step, last);
                    }
                    last =
                            examination.examine(
                                    step, telling(progress, step, keeper(run, step, test)));
                    progress.step(step, last);
                    diagnoses.row(step);
                    if (step == config.steps()) {
                        new Findings(run, data, learner).write(learning, test);
                    }
                    checkpoint.save(learner, step);
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

    /** Says how far a candidate is with its steps on the test tasks: they may take minutes. */
    private static Examination.Onlooker telling(
            Progress progress, int step, Examination.Onlooker other) {
        return new Examination.Onlooker() {
            @Override
            public void stepped(Candidate candidate, int steps) {
                progress.step(
                        step,
                        "%s: %d/%d on the test tasks"
                                .formatted(candidate.name(), steps, candidate.steps()));
            }

            @Override
            public void tried(Candidate candidate) throws IOException {
                other.tried(candidate);
            }
        };
    }

    /** At the end whoever was tried is kept, and how near to the data it stays. */
    private Examination.Onlooker keeper(RunDirectory run, int step, TaskData test) {
        if (step < data.config().steps()) {
            return candidate -> {};
        }
        Optional<SupportTable> support =
                data.config().together()
                        ? Optional.of(new SupportTable(run, data, test))
                        : Optional.empty();
        boolean[] first = {true};
        return candidate -> {
            keep(run, candidate, first[0]);
            support.ifPresent(table -> table.add(candidate));
            first[0] = false;
        };
    }

    private void keep(RunDirectory run, Candidate candidate, boolean own) throws IOException {
        String name =
                own ? ActorFile.NAME : ActorFile.OTHERS + "/" + candidate.name() + ".safetensors";
        new ActorFile(
                        data.environment().id(),
                        data.config().algorithm(),
                        candidate.name(),
                        data.test().tasks(),
                        candidate.actor())
                .write(run.path(name));
        run.seal(List.of(name));
    }
}
