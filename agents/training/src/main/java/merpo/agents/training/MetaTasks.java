package merpo.agents.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import merpo.agents.OfflineLearner;
import merpo.agents.clone.Clones;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.evaluation.Trial;
import merpo.agents.merpo.Adaptation;
import merpo.agents.merpo.Merpo;
import merpo.agents.merpo.MetaKnowledge;
import merpo.agents.rac.RacTrainer;
import merpo.agents.rac.Sources;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.run.RunDirectory;

/** Trainings of MerPO and its relatives: over tasks, tried on tasks that they have not seen. */
final class MetaTasks implements LearnStage.Workshop {
    static final String KNOWLEDGE = "meta.safetensors";

    private final Material material;
    private final TrainingConfig.Meta settings;

    MetaTasks(Material material, TrainingConfig.Meta settings) {
        this.material = material;
        this.settings = settings;
    }

    @Override
    public String modelStage() {
        return MetaModelStage.NAME;
    }

    @Override
    public String unit() {
        return "meta-iterations";
    }

    @Override
    public LearnStage.Apprentice open(
            RunDirectory run, NDManager manager, Trial trial, Returns returns) throws IOException {
        TrainingConfig config = material.config();
        List<ReplayBuffer> rows = material.rows();
        List<ReplayBuffer> testRows = material.testRows();
        Optional<TaskModels> models = Optional.empty();
        Optional<TaskModels> testModels = Optional.empty();
        if (config.rac().usesModel()) {
            ModelHome home = ModelHome.of(run, config);
            models = Optional.of(MetaModelStage.training(home, manager, rows));
            testModels = Optional.of(MetaModelStage.test(home, manager, rows, testRows));
        }
        Merpo merpo =
                new Merpo(
                        manager,
                        settings.merpo(),
                        rows,
                        models,
                        material.environment()::terminates,
                        CloneStage.learning(material, run, manager),
                        config.seed());
        Clones testClones = CloneStage.test(material, run, manager);
        Adaptation adaptation =
                new Adaptation(
                                manager,
                                settings.merpo().inner(),
                                new Sources(
                                        testRows,
                                        testModels,
                                        material.environment()::terminates,
                                        testClones.likelihood()),
                                config.seed())
                        .withAlphaRate(settings.merpo().alphaRate(), testClones);
        return new Open(run, merpo, adaptation, testClones, trial, returns);
    }

    /** A meta-learner while it learns. */
    private final class Open implements LearnStage.Apprentice {
        private final RunDirectory run;
        private final Merpo merpo;
        private final Adaptation adaptation;
        private final Clones testClones;
        private final Trial trial;
        private final Returns returns;

        Open(
                RunDirectory run,
                Merpo merpo,
                Adaptation adaptation,
                Clones testClones,
                Trial trial,
                Returns returns) {
            this.run = run;
            this.merpo = merpo;
            this.adaptation = adaptation;
            this.testClones = testClones;
            this.trial = trial;
            this.returns = returns;
        }

        @Override
        public OfflineLearner learner() {
            return merpo;
        }

        @Override
        public void examineBaselines() {
            returns.behavior(material.test());
            returns.add(0, "clone", trial.episodes(material.policy(), testClones.policies()));
            try (RacTrainer scratch = adaptation.comboFromScratch()) {
                returns.add(0, "combo", adapted(scratch));
            }
        }

        @Override
        public String examine(int step) {
            try (MetaKnowledge knowledge = merpo.knowledge();
                    ParameterStack meta = knowledge.policy().repeat(trial.tasks().size());
                    RacTrainer ours = adaptation.fromMeta(knowledge);
                    RacTrainer control = adaptation.comboFromMeta(knowledge)) {
                double before = returns.add(step, "meta", trial.episodes(merpo.policy(), meta));
                double after = returns.add(step, "adapted", adapted(ours));
                returns.add(step, "combo-from-meta", adapted(control));
                return "score %.2f, adapted %.2f".formatted(before, after);
            }
        }

        /** Returns after the steps that a new task gets. */
        private double[][] adapted(RacTrainer trainer) {
            for (int step = 0; step < settings.merpo().testSteps(); step++) {
                trainer.step();
            }
            return trial.episodes(merpo.policy(), trainer.rac().actors());
        }

        @Override
        public void finish() throws IOException {
            try (MetaKnowledge knowledge = merpo.knowledge()) {
                KnowledgeFile.write(run.path(KNOWLEDGE), knowledge);
                new PolicyFile(
                                material.environment().id(),
                                merpo.policy(),
                                1,
                                knowledge.policy().toArray())
                        .write(run.path(PolicyFile.NAME));
            }
        }

        @Override
        public void close() {
            merpo.close();
        }
    }
}
