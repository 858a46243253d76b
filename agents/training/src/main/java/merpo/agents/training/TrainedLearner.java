package merpo.agents.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import merpo.agents.Candidate;
import merpo.agents.OfflineLearner;
import merpo.agents.TaskData;
import merpo.agents.evaluation.Trial;
import merpo.datagen.nn.Seeds;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Kind;
import merpo.datagen.run.Leaves;
import merpo.datagen.run.Mark;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;

/** A finished training, tried once more with as many episodes as one likes. */
public final class TrainedLearner {
    /** The table that an examination writes. */
    public static final String FILE = "evaluation.csv";

    /** How candidates climb that take steps on the new tasks, where there are such. */
    public static final String ADAPTATION = "adaptation.csv";

    /** Where the robots go: the learner's own answer, and whoever acts at once. */
    public static final String TRAJECTORIES = "trajectories.csv";

    private static final String MAKING = "evaluating"; // folder of tables that are not whole

    private static final int POINTS = 20; // of a curve of adaptation

    private TrainedLearner() {}

    /**
     * What one policy returns over the tasks.
     *
     * @param policy as in {@code returns.csv}
     * @param meanReturn over tasks and episodes
     * @param score 0 as the random policy, 1 as SAC's last; empty where a task has none
     * @param least of the tasks' scores
     */
    public record Row(
            String policy, double meanReturn, OptionalDouble score, OptionalDouble least) {}

    /**
     * Tries the policies of a training on its test tasks and writes {@value #FILE}, {@value
     * #TRAJECTORIES} and, where anyone takes steps on them, {@value #ADAPTATION}; older ones are
     * replaced at its end.
     *
     * @param source directory of the training, which is read alone
     * @param config of the training
     * @param out gets the tables
     * @param episodes per task
     * @param progress a stage for each policy
     */
    public static List<Row> examine(
            Path source,
            TrainingConfig config,
            RunDirectory out,
            int episodes,
            int threads,
            Device device,
            Progress progress)
            throws IOException {
        requireFinished(source, config);
        try {
            TrainingData data = new TrainingData(config.withEpisodes(episodes), threads, device);
            data.precisely(() -> tryAll(source, data, out, progress));
            for (String name : List.of(ADAPTATION, TRAJECTORIES, FILE)) {
                Path made = out.path(MAKING, name);
                if (Files.exists(made)) {
                    Files.move(made, out.path(name), StandardCopyOption.ATOMIC_MOVE);
                } else {
                    Files.deleteIfExists(out.path(name)); // of another evaluation
                }
            }
        } finally {
            for (String name : List.of(ADAPTATION, TRAJECTORIES, FILE)) {
                Files.deleteIfExists(out.path(MAKING, name));
            }
            Files.deleteIfExists(out.path(MAKING));
        }
        return summary(CsvTable.read(out.path(FILE)));
    }

    private static void tryAll(Path source, TrainingData data, RunDirectory run, Progress progress)
            throws IOException {
        TrainingConfig config = data.config();
        try (NDManager manager = data.manager();
                Trial trial = data.trial(run, progress);
                Returns returns = Returns.fresh(run, MAKING + "/" + FILE, trial, data.testSeeds());
                Scribe scribe = new Scribe(run, trial, data.testSeeds(), progress)) {
            Preparation preparation = new Preparation(source, manager, data);
            TaskData learning = preparation.learning();
            try (OfflineLearner learner =
                    LearnStage.open(config.method(), manager, config, learning)) {
                int step = LearnStage.checkpoint(source, config).restore(learner);
                Examination examination =
                        new Examination(data, learner, preparation.test(learning), trial, returns);
                examination.baselines(scribe);
                scribe.own = true;
                String unused = examination.examine(step, scribe);
            }
        }
    }

    /** What the tables of an examination lack, in words; empty where they are whole. */
    public static Optional<String> flaw(Path run) {
        return MeasuredReturns.flaw(run.resolve(FILE), run.resolve(Returns.FILE));
    }

    /** Files of its policies: the learner's own answer, then what it was compared with. */
    public static List<Path> policies(Path run) throws IOException {
        Path own = run.resolve(ActorFile.NAME);
        if (!Files.isRegularFile(own)) {
            Kind kind = Mark.read(run).map(Mark::kind).orElse(Kind.UNSAID);
            if (kind == Kind.ADAPTATION) {
                throw new Refusal(
                        "%s holds no policies (%s): its adaptation was interrupted, or they were removed. Adapt again: ./merpo adapt RUN --data DIR --overwrite --out %s"
                                .formatted(run, ActorFile.NAME, run));
            }
            requireFinished(run, TrainingConfig.read(run)); // or it says what is there
            throw new Refusal(
                    "%s holds no policies (%s): it is no finished training. Train something: ./merpo train"
                            .formatted(run, ActorFile.NAME));
        }
        List<Path> files = new ArrayList<>(List.of(own));
        Path others = run.resolve(ActorFile.OTHERS);
        if (Files.isDirectory(others)) {
            try (Stream<Path> all = Files.list(others)) {
                all.filter(file -> file.toString().endsWith(".safetensors")).forEach(files::add);
            }
        }
        Leaves.flaw(run, files.stream().map(file -> run.relativize(file).toString()).toList())
                .ifPresent(
                        flaw -> {
                            throw new Refusal(
                                    "%s: %s. Put the one back that was, or make it again"
                                            .formatted(run, flaw));
                        });
        return files;
    }

    static void requireFinished(Path root, TrainingConfig config) {
        if (config.modelsOnly()) {
            throw new Refusal(
                    root
                            + " trained dynamics models and no policy: model/quality.csv says how good they are");
        }
        if (!RunDirectory.finished(root, config.lastStage())) {
            throw new Refusal(root + " is not finished. Go on with it: ./merpo resume " + root);
        }
        Trainings.flaw(root, config)
                .ifPresent(
                        flaw -> {
                            throw new Refusal(
                                    "%s is finished, but %s. Make it again: ./merpo resume %s"
                                            .formatted(root, flaw, root));
                        });
    }

    /** Writes down how candidates climb, and where they go. */
    private static final class Scribe implements Examination.Onlooker, AutoCloseable {
        private final RunDirectory run;
        private final Trial trial;
        private final Seeds seeds;
        private final Progress progress;
        private final CsvLog trajectories;
        private final List<Returns> curve = new ArrayList<>(); // one, as soon as anyone steps
        private boolean own; // whether the next is the learner's own answer

        Scribe(RunDirectory run, Trial trial, Seeds seeds, Progress progress) {
            this.run = run;
            this.trial = trial;
            this.seeds = seeds;
            this.progress = progress;
            trajectories =
                    run.freshCsv(
                            MAKING + "/" + TRAJECTORIES,
                            "task",
                            "policy",
                            "step",
                            "time",
                            "x",
                            "y");
        }

        @Override
        public void stepped(Candidate candidate, int steps) {
            if (steps == 0) {
                progress.stage(candidate.name(), candidate.steps(), "steps on the test tasks");
            }
            progress.step(steps, "");
            int every = Math.max(1, candidate.steps() / POINTS);
            if (steps % every != 0 && steps != candidate.steps()) {
                return;
            }
            if (curve.isEmpty()) {
                curve.add(Returns.fresh(run, MAKING + "/" + ADAPTATION, trial, seeds));
            }
            String unused =
                    curve.get(0).add(steps, candidate.name(), trial.episodes(candidate.actor()));
        }

        @Override
        public void tried(Candidate candidate) {
            progress.stageDone();
            progress.note(candidate.name() + ": tried");
            if (own || candidate.steps() == 0) {
                trial.trace(trajectories, candidate.name(), candidate.actor());
            }
            own = false;
        }

        @Override
        public void close() {
            curve.forEach(Returns::close);
            trajectories.close();
        }
    }

    private static List<Row> summary(CsvTable table) {
        Map<String, List<CsvTable.Row>> byPolicy = new LinkedHashMap<>();
        for (CsvTable.Row row : table.rows()) {
            byPolicy.computeIfAbsent(row.text("policy"), none -> new ArrayList<>()).add(row);
        }
        List<Row> rows = new ArrayList<>();
        byPolicy.forEach(
                (policy, of) ->
                        rows.add(
                                new Row(
                                        policy,
                                        mean(of, "return").orElseThrow(),
                                        scored(of) ? mean(of, "score") : OptionalDouble.empty(),
                                        scored(of)
                                                ? of.stream()
                                                        .mapToDouble(row -> row.number("score"))
                                                        .min()
                                                : OptionalDouble.empty())));
        return rows;
    }

    private static boolean scored(List<CsvTable.Row> rows) {
        return rows.stream().noneMatch(row -> row.text("score").isEmpty());
    }

    private static OptionalDouble mean(List<CsvTable.Row> rows, String column) {
        return rows.stream().mapToDouble(row -> row.number(column)).average();
    }
}
