package merpo.agents.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import merpo.agents.Candidate;
import merpo.agents.Needs;
import merpo.agents.OfflineLearner;
import merpo.agents.PolicyActor;
import merpo.agents.TaskData;
import merpo.agents.clone.BehaviorClone;
import merpo.agents.clone.Clones;
import merpo.agents.dynamics.DynamicsConfig;
import merpo.agents.dynamics.MetaModel;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.evaluation.ModelReport;
import merpo.agents.evaluation.Trial;
import merpo.datagen.dataset.Build;
import merpo.datagen.nn.Seeds;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.run.BrokenEpisodes;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.settings.ConfigYaml;

/**
 * Makes policies for new tasks from their datasets alone, by what a learner over tasks knows: some
 * steps on each task, or none where their context is enough.
 *
 * @param source directory of a finished training of a learner over tasks
 * @param files directory of the new tasks' datasets
 * @param steps on the new tasks, 0 for as many as the training was tried with
 * @param trajectories first episodes of each new task that are used, 0 for all
 * @param ablations whether the answer without each of its parts is tried beside it
 * @param every steps between two points of the curve
 * @param episodes deterministic episodes per task
 */
public record AdaptationRun(
        Path source,
        Path files,
        int steps,
        int trajectories,
        boolean ablations,
        int every,
        int episodes,
        long seed) {
    /** What was adapted, on what and how. */
    static final String FILE = "adaptation.yaml";

    public AdaptationRun {
        require("steps", steps, 0);
        require("trajectories", trajectories, 0);
        require("every", every, 1);
        require("episodes", episodes, 1);
    }

    private static void require(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "--%s is %d, must be at least %d".formatted(name, value, least));
        }
    }

    /** What was adapted, as the new directory holds it. */
    record Adapted(
            String source,
            String data,
            int steps,
            int trajectories,
            long seed,
            List<String> digests) {}

    /**
     * Refuses what cannot be adapted, before anything is written.
     *
     * @throws IllegalArgumentException for steps that nobody takes, and parts that nobody has
     */
    public void check() {
        TrainingConfig made = trained();
        if (steps > 0 && !made.method().climbs()) {
            throw new IllegalArgumentException(
                    "--steps is %d, but %s makes policies of new tasks at once: there are no steps to count. Leave it out"
                            .formatted(steps, made.algorithm()));
        }
        if (ablations && !made.method().climbs()) {
            throw new IllegalArgumentException(
                    "--ablations leave out parts of what is learned on new tasks, but %s learns nothing there: it makes their policies at once. Leave it out"
                            .formatted(made.algorithm()));
        }
        if (trajectories > 0) {
            List<Integer> unused = DatasetDirectory.read(files).sizes(trajectories);
        }
    }

    /**
     * Adapts, and writes {@code policy.safetensors}, {@code returns.csv} and, where there are
     * models, their quality.
     */
    public void adapt(RunDirectory out, int threads, Device device, Progress progress)
            throws IOException {
        TrainingConfig made = trained();
        DatasetDirectory tasks = DatasetDirectory.read(files);
        if (!tasks.environment().id().equals(made.environment())) {
            throw new Refusal(
                    "%s is of %s, %s learned %s. Adapt to tasks of the same family"
                            .formatted(
                                    files, tasks.environment().id(), source, made.environment()));
        }
        TrainingData data = new TrainingData(made, threads, device);
        data.precisely(() -> adapt(out, data, tasks, threads, progress));
    }

    private void adapt(
            RunDirectory out,
            TrainingData data,
            DatasetDirectory tasks,
            int threads,
            Progress progress)
            throws IOException {
        TrainingConfig made = data.config();
        try (NDManager manager = data.manager();
                Trial trial = trial(tasks, threads, out, progress)) {
            TaskData learned = new Preparation(source, manager, data).learning();
            try (OfflineLearner learner = LearnStage.open(made.method(), manager, made, learned)) {
                int unused = LearnStage.checkpoint(source, made).restore(learner);
                TaskData fresh = newTasks(out, manager, data, tasks, progress);
                List<Candidate> candidates = learner.candidates(fresh);
                List<Candidate> beside = ablations ? learner.ablations(fresh) : List.of();
                try {
                    climb(out, made, tasks, fresh, candidates.get(0), beside, trial, progress);
                } finally {
                    candidates.forEach(Candidate::close);
                    beside.forEach(Candidate::close);
                }
            }
        }
    }

    /** The learner's own answer, and what is tried beside it, every some steps. */
    private void climb(
            RunDirectory out,
            TrainingConfig made,
            DatasetDirectory tasks,
            TaskData fresh,
            Candidate own,
            List<Candidate> beside,
            Trial trial,
            Progress progress)
            throws IOException {
        int total = steps == 0 ? own.steps() : steps;
        out.writeText("provenance.json", Build.provenanceJson(seed));
        out.writeText(
                FILE,
                ConfigYaml.write(
                        new Adapted(
                                source.toString(),
                                files.toString(),
                                total,
                                trajectories,
                                seed,
                                tasks.digests())));
        try (Returns returns = Returns.fresh(out, Returns.FILE, trial, fresh.seeds())) {
            returns.behavior(tasks);
            if (fresh.clones().isPresent()) {
                Clones clones = fresh.clones().orElseThrow();
                Needs.Imitation imitation = made.needs().clones().orElseThrow();
                PolicyActor actor =
                        new PolicyActor(
                                imitation.policy(fresh.observationSize(), fresh.actionSize()),
                                clones.policies());
                String unused = returns.add(0, "clone", trial.episodes(actor));
            }
            progress.stage("adapt", total, "steps");
            List<Candidate> all = Stream.concat(Stream.of(own), beside.stream()).toList();
            String last = tried(returns, 0, all, trial);
            for (int step = 1; step <= total; step++) {
                all.stream().filter(one -> one.steps() > 0).forEach(Candidate::step);
                if (step % every == 0 || step == total) {
                    last = tried(returns, step, all, trial);
                }
                progress.step(step, last);
            }
        }
        new ActorFile(made.environment(), made.algorithm(), own.name(), tasks.tasks(), own.actor())
                .write(out.path(ActorFile.NAME));
        out.seal(List.of(ActorFile.NAME, Returns.FILE));
        progress.stageDone();
    }

    /** What the first of them scored, in words. */
    private static String tried(Returns returns, int step, List<Candidate> all, Trial trial) {
        List<String> said =
                all.stream()
                        .map(one -> returns.add(step, one.name(), trial.episodes(one.actor())))
                        .toList();
        return said.get(0);
    }

    private TrainingConfig trained() {
        TrainingConfig made = TrainingConfig.read(source);
        if (!made.together()) {
            throw new Refusal(
                    "%s trained %s, which learns each task alone. Only a learner over tasks can be adapted: %s"
                            .formatted(
                                    source,
                                    made.algorithm(),
                                    String.join(", ", Trainables.overTasks())));
        }
        TrainedLearner.requireFinished(source, made);
        return made;
    }

    /** Rows of the new tasks, and what the learner needs beside them. */
    private TaskData newTasks(
            RunDirectory out,
            NDManager manager,
            TrainingData data,
            DatasetDirectory tasks,
            Progress progress)
            throws IOException {
        List<ReplayBuffer> rows = tasks.rows(trajectories);
        Seeds seeds = Seeds.one(seed, rows.size());
        int observationSize = rows.get(0).observationSize();
        Needs needs = data.config().needs();
        needs.clones().ifPresent(own -> progress.stage("clone", own.config().steps(), "steps"));
        Optional<Clones> clones =
                needs.clones()
                        .map(
                                imitation ->
                                        BehaviorClone.of(
                                                manager,
                                                imitation.policy(
                                                        observationSize, rows.get(0).actionSize()),
                                                imitation.config(),
                                                rows,
                                                seeds,
                                                (step, loss) -> told(progress, step, loss)));
        Optional<TaskModels> models = Optional.empty();
        if (needs.dynamics().any()) {
            models = Optional.of(models(manager, data, rows, progress));
            try (ModelReport report = new ModelReport(out, observationSize, progress)) {
                report.add("new", tasks.tasks(), seeds, models.orElseThrow());
            }
        }
        return new TaskData(
                rows,
                tasks.episodeEnds(trajectories),
                models,
                clones,
                Optional.empty(),
                Map.of(),
                tasks.environment()::terminates,
                seeds);
    }

    private static DynamicsConfig made(TrainingData data) {
        return ((Needs.MetaDynamics) data.config().needs().dynamics()).dynamics();
    }

    private static void told(Progress progress, int step, double loss) {
        progress.step(step, "loss %.3f".formatted(loss));
    }

    /** The new tasks' dynamics, each some steps from the meta-model. */
    private TaskModels models(
            NDManager manager, TrainingData data, List<ReplayBuffer> rows, Progress progress)
            throws IOException {
        ModelHome home = ModelHome.of(source, data.config());
        try (MetaModel model = MetaModelStage.meta(home, manager, data.rows())) {
            progress.stage("models", made(data).adaptation().steps(), "steps");
            return model.adapt(
                    rows,
                    Streams.seed(seed, "dynamics", 3),
                    (step, loss) -> told(progress, step, loss));
        }
    }

    private Trial trial(DatasetDirectory tasks, int threads, RunDirectory out, Progress progress) {
        Trial trial =
                new Trial(
                        tasks.environment(),
                        tasks.tasks(),
                        tasks.references(),
                        episodes,
                        Trial.starts(seed),
                        threads);
        trial.onDivergence(new BrokenEpisodes(out, progress::note));
        return trial;
    }
}
