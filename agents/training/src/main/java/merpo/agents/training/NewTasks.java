package merpo.agents.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import merpo.agents.clone.BehaviorClone;
import merpo.agents.clone.Clones;
import merpo.agents.dynamics.MetaModel;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.evaluation.ModelReport;
import merpo.agents.evaluation.Trial;
import merpo.agents.merpo.Adaptation;
import merpo.agents.merpo.MerpoConfig;
import merpo.agents.merpo.MetaKnowledge;
import merpo.agents.rac.RacTrainer;
import merpo.agents.rac.Sources;
import merpo.datagen.dataset.Build;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Seeds;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.run.BrokenEpisodes;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.settings.ConfigYaml;

/**
 * Adapts what a meta-learner knows to new tasks, from their datasets alone (MerPO's meta-test, Alg.
 * 2).
 *
 * @param source directory of a finished training of a meta-learner
 * @param data directory of the new tasks' datasets
 * @param steps of adaptation, 0 for as many as the training was tried with
 * @param every steps between two points of the curve
 * @param episodes deterministic episodes per task
 */
public record NewTasks(Path source, Path data, int steps, int every, int episodes, long seed) {
    public NewTasks {
        require("steps", steps, 0);
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
    record Adapted(String source, String data, int steps, long seed, List<String> digests) {}

    /**
     * Adapts, and writes {@code policy.safetensors}, {@code returns.csv} and the models' quality.
     */
    public void adapt(RunDirectory out, int threads, Device device, Progress progress)
            throws IOException {
        TrainingConfig made = trained();
        TrainingConfig.Meta meta = (TrainingConfig.Meta) made.learning();
        Corpus corpus = Corpus.read(data);
        if (!corpus.environment().id().equals(made.environment())) {
            throw new Refusal(
                    "%s is of %s, %s learned %s. Adapt to tasks of the same family"
                            .formatted(
                                    data, corpus.environment().id(), source, made.environment()));
        }
        MerpoConfig merpo = meta.merpo();
        int total = steps == 0 ? merpo.testSteps() : steps;
        out.writeText("provenance.json", Build.provenanceJson(seed));
        out.writeText(
                "adaptation.yaml",
                ConfigYaml.write(
                        new Adapted(
                                source.toString(),
                                data.toString(),
                                total,
                                seed,
                                corpus.digests())));
        List<ReplayBuffer> rows = corpus.rows(0);
        Seeds seeds = Seeds.one(seed, rows.size());
        Policy policy =
                merpo.inner()
                        .sizes()
                        .policy(rows.get(0).observationSize(), rows.get(0).actionSize());
        try (NDManager manager = NDManager.newBaseManager(device);
                MetaKnowledge knowledge = knowledge(manager, merpo, policy);
                Clones clones = BehaviorClone.of(manager, policy, made.imitation(), rows, seeds);
                Trial trial = trial(corpus, threads, out, progress);
                Returns returns = Returns.fresh(out, Returns.FILE, trial, seeds);
                ModelReport report =
                        new ModelReport(out, rows.get(0).observationSize(), progress)) {
            Optional<TaskModels> models = models(manager, made, rows);
            models.ifPresent(known -> report.add("new", corpus.tasks(), seeds, known));
            Adaptation adaptation =
                    new Adaptation(
                                    manager,
                                    merpo.inner(),
                                    new Sources(
                                            rows,
                                            models,
                                            corpus.environment()::terminates,
                                            clones.likelihood()),
                                    seed)
                            .withAlphaRate(merpo.alphaRate(), clones);
            returns.behavior(corpus);
            returns.add(0, "clone", trial.episodes(policy, clones.policies()));
            progress.stage("adapt", total, "steps");
            try (RacTrainer trainer = adaptation.fromMeta(knowledge)) {
                climb(trainer, total, trial, returns, progress);
                ParameterStack adapted = trainer.rac().actors();
                new PolicyFile(
                                corpus.environment().id(),
                                policy,
                                adapted.tasks(),
                                adapted.toArray())
                        .write(out.path(PolicyFile.NAME));
            }
            progress.stageDone();
        }
    }

    private void climb(
            RacTrainer trainer, int total, Trial trial, Returns returns, Progress progress) {
        String last = score(trainer, 0, trial, returns);
        for (int step = 1; step <= total; step++) {
            trainer.step();
            if (step % every == 0 || step == total) {
                last = score(trainer, step, trial, returns);
            }
            progress.step(step, last);
        }
    }

    private static String score(RacTrainer trainer, int step, Trial trial, Returns returns) {
        double score =
                returns.add(
                        step,
                        "adapted",
                        trial.episodes(trainer.rac().policy(), trainer.rac().actors()));
        return "score %.2f".formatted(score);
    }

    private TrainingConfig trained() {
        if (!Trainings.holds(source)) {
            throw new Refusal(
                    source
                            + " is no training. Adapt what a meta-learner knows: ./merpo train merpo --data DIR --out RUN");
        }
        TrainingConfig made = Trainings.read(source);
        if (!(made.learning() instanceof TrainingConfig.Meta)) {
            throw new Refusal(
                    "%s trained %s, which learns each task alone. Only a meta-learner can be adapted: merpo, merpo-adp, proximal, no-model"
                            .formatted(source, made.algorithm()));
        }
        TrainedLearner.requireFinished(source, made);
        return made;
    }

    private MetaKnowledge knowledge(NDManager manager, MerpoConfig merpo, Policy policy)
            throws IOException {
        return KnowledgeFile.read(
                source.resolve(MetaTasks.KNOWLEDGE),
                manager,
                policy,
                merpo.inner().sizes().critic(policy.observationSize(), policy.actionSize()));
    }

    /** The new tasks' dynamics, each some steps from the meta-model. */
    private Optional<TaskModels> models(
            NDManager manager, TrainingConfig made, List<ReplayBuffer> rows) throws IOException {
        if (!made.rac().usesModel()) {
            return Optional.empty();
        }
        ModelHome home =
                made.model().isEmpty()
                        ? new ModelHome(source, made)
                        : ModelHome.shared(Path.of(made.model()), made);
        Material material = new Material(home.config(), 1, manager.getDevice());
        try (MetaModel model = MetaModelStage.meta(home, manager, material.rows())) {
            return Optional.of(
                    model.adapt(rows, Streams.seed(seed, "dynamics", 3), (step, loss) -> {}));
        }
    }

    private Trial trial(Corpus corpus, int threads, RunDirectory out, Progress progress) {
        Trial trial =
                new Trial(
                        corpus.environment(),
                        corpus.tasks(),
                        corpus.references(),
                        episodes,
                        Streams.seed(seed, "evaluation starts", 0),
                        threads);
        trial.onDivergence(new BrokenEpisodes(out, progress::note));
        return trial;
    }
}
