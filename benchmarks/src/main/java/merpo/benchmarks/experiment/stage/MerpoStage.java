package merpo.benchmarks.experiment.stage;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import merpo.agents.clone.BehaviorClone;
import merpo.agents.clone.Clones;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.evaluation.Trial;
import merpo.agents.merpo.Adaptation;
import merpo.agents.merpo.Merpo;
import merpo.agents.merpo.MerpoConfig;
import merpo.agents.merpo.MetaKnowledge;
import merpo.agents.rac.RacTrainer;
import merpo.agents.rac.Sources;
import merpo.agents.training.KnowledgeFile;
import merpo.benchmarks.experiment.stage.Laboratory.Role;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;

/** Learns the meta-policy and the meta-critic (Algorithm 2) and draws their learning curve. */
final class MerpoStage implements Stage {
    private final Laboratory laboratory;

    MerpoStage(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    @Override
    public String name() {
        return "merpo";
    }

    @Override
    public String command() {
        return "train";
    }

    @Override
    public List<String> needs() {
        return List.of("meta-model");
    }

    @Override
    public void run(RunDirectory run, Progress progress) throws IOException {
        MerpoConfig config = laboratory.config().merpo();
        List<ReplayBuffer> training = laboratory.buffers(run, Role.TRAINING);
        List<ReplayBuffer> test = laboratory.buffers(run, Role.TEST);
        progress.stage(name(), config.iterations(), "iterations");
        try (NDManager manager = NDManager.newBaseManager();
                TaskModels models =
                        MetaModelStage.restore(
                                laboratory, run, manager, training, training, Role.TRAINING);
                TaskModels testModels =
                        MetaModelStage.restore(
                                laboratory, run, manager, training, test, Role.TEST);
                Clones clones = clones(laboratory, manager, training);
                Merpo merpo =
                        new Merpo(
                                manager,
                                config,
                                training,
                                Optional.of(models),
                                laboratory.definition()::terminates,
                                clones,
                                laboratory.config().seed());
                Trial trial = laboratory.trial(run, progress);
                CsvLog metrics = metrics(run, merpo);
                CsvLog learning =
                        run.freshCsv(
                                "merpo/learning.csv",
                                "meta_iteration",
                                "task",
                                "policy",
                                "return",
                                "score")) {
            int every = laboratory.config().evaluation().learningEvery();
            Adaptation adaptation = adaptation(laboratory, manager, test, testModels);
            String scores = evaluate(merpo, adaptation, trial, learning, 0);
            for (int iteration = 1; iteration <= config.iterations(); iteration++) {
                record(metrics, iteration, merpo.step());
                if (iteration % every == 0 || iteration == config.iterations()) {
                    scores = evaluate(merpo, adaptation, trial, learning, iteration);
                }
                progress.step(iteration, scores);
            }
            try (MetaKnowledge knowledge = merpo.knowledge()) {
                KnowledgeFile.write(run.path(Laboratory.KNOWLEDGE), knowledge);
            }
        }
    }

    /** Adaptation to the test tasks, with their clones' likelihoods where lambda asks for them. */
    static Adaptation adaptation(
            Laboratory laboratory, NDManager manager, List<ReplayBuffer> test, TaskModels models) {
        try (Clones clones = clones(laboratory, manager, test)) {
            return new Adaptation(
                    manager,
                    laboratory.config().merpo().inner(),
                    new Sources(
                            test,
                            Optional.of(models),
                            laboratory.definition()::terminates,
                            clones.likelihood()),
                    laboratory.config().seed());
        }
    }

    private static Clones clones(
            Laboratory laboratory, NDManager manager, List<ReplayBuffer> data) {
        return BehaviorClone.of(
                manager,
                laboratory.policy(),
                laboratory.config().imitation(),
                data,
                Seeds.one(laboratory.config().seed(), data.size()));
    }

    /** The meta-policy as it is, and after adaptation to each test task; nothing flows back. */
    private String evaluate(
            Merpo merpo, Adaptation adaptation, Trial trial, CsvLog learning, int iteration) {
        try (MetaKnowledge knowledge = merpo.knowledge();
                ParameterStack meta = knowledge.policy().repeat(trial.tasks().size());
                RacTrainer trainer = adaptation.fromMeta(knowledge)) {
            double before =
                    log(learning, iteration, "meta", trial, trial.returns(merpo.policy(), meta));
            for (int step = 0; step < laboratory.config().merpo().testSteps(); step++) {
                trainer.step();
            }
            double[] adapted = trial.returns(merpo.policy(), trainer.rac().actors());
            double after = log(learning, iteration, "adapted", trial, adapted);
            return "score %.2f, adapted %.2f".formatted(before, after);
        }
    }

    private static double log(
            CsvLog learning, int iteration, String policy, Trial trial, double[] returns) {
        double[] scores = trial.scores(returns);
        for (int row = 0; row < returns.length; row++) {
            learning.row(
                    iteration, trial.tasks().get(row).index(), policy, returns[row], scores[row]);
        }
        return Laboratory.mean(scores);
    }

    private static CsvLog metrics(RunDirectory run, Merpo merpo) {
        return run.freshCsv(
                "merpo/metrics.csv",
                Stream.concat(Stream.of("meta_iteration"), merpo.metrics().stream())
                        .toArray(String[]::new));
    }

    private static void record(CsvLog metrics, int iteration, Map<String, Double> seen) {
        metrics.row(Stream.concat(Stream.<Object>of(iteration), seen.values().stream()).toArray());
    }

    /** What this stage has learned. */
    static MetaKnowledge restore(Laboratory laboratory, RunDirectory run, NDManager manager)
            throws IOException {
        return KnowledgeFile.read(
                run.path(Laboratory.KNOWLEDGE), manager, laboratory.policy(), laboratory.critic());
    }
}
