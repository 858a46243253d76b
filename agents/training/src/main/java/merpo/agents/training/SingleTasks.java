package merpo.agents.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import merpo.agents.OfflineLearner;
import merpo.agents.clone.Clones;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.evaluation.Trial;
import merpo.agents.rac.FrozenPolicy;
import merpo.agents.rac.SingleTaskLearner;
import merpo.agents.rac.Sources;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.run.RunDirectory;

/** Trainings of CQL, COMBO, COMBO-3 and RAC: each task for itself, tried on the same task. */
final class SingleTasks implements LearnStage.Workshop {
    private final Material material;
    private final TrainingConfig.Alone settings;

    SingleTasks(Material material, TrainingConfig.Alone settings) {
        this.material = material;
        this.settings = settings;
    }

    @Override
    public String modelStage() {
        return EnsembleStage.NAME;
    }

    @Override
    public String unit() {
        return "steps";
    }

    @Override
    public LearnStage.Apprentice open(
            RunDirectory run, NDManager manager, Trial trial, Returns returns) throws IOException {
        TrainingConfig config = material.config();
        List<ReplayBuffer> rows = material.rows();
        Optional<TaskModels> models =
                config.rac().usesModel()
                        ? Optional.of(
                                EnsembleStage.restore(ModelHome.of(run, config), manager, material))
                        : Optional.empty();
        Clones clones = CloneStage.learning(material, run, manager);
        FrozenPolicy meta =
                config.metaPolicy().isEmpty()
                        ? new FrozenPolicy(material.policy(), clones.policies())
                        : MetaPolicies.of(
                                config.metaPolicy(),
                                manager,
                                material.environment(),
                                material.learning().tasks(),
                                material.policy(),
                                material.seeds());
        SingleTaskLearner learner =
                SingleTaskLearner.of(
                        manager,
                        settings.rac(),
                        new Sources(
                                rows,
                                models,
                                material.environment()::terminates,
                                clones.likelihood()),
                        meta,
                        material.seeds(),
                        settings.annealing() ? config.steps() : 0);
        return new Open(run, learner, trial, returns, clones, meta);
    }

    /** A learner of single tasks while it learns. */
    private final class Open implements LearnStage.Apprentice {
        private final RunDirectory run;
        private final SingleTaskLearner learner;
        private final Trial trial;
        private final Returns returns;
        private final Clones clones;
        private final FrozenPolicy meta;

        Open(
                RunDirectory run,
                SingleTaskLearner learner,
                Trial trial,
                Returns returns,
                Clones clones,
                FrozenPolicy meta) {
            this.run = run;
            this.learner = learner;
            this.trial = trial;
            this.returns = returns;
            this.clones = clones;
            this.meta = meta;
        }

        @Override
        public OfflineLearner learner() {
            return learner;
        }

        @Override
        public void examineBaselines() {
            returns.behavior(material.test());
            returns.add(0, "clone", trial.episodes(material.policy(), clones.policies()));
            if (!material.config().metaPolicy().isEmpty()) {
                try (ParameterStack each = perTask(meta.parameters())) {
                    returns.add(0, "meta", trial.episodes(meta.shape(), each));
                }
            }
        }

        private ParameterStack perTask(ParameterStack given) {
            return given.tasks() == trial.tasks().size()
                    ? given.copy()
                    : given.repeat(trial.tasks().size());
        }

        @Override
        public String examine(int step) {
            double score =
                    returns.add(
                            step, "learned", trial.episodes(learner.policy(), learner.actors()));
            return "score %.2f".formatted(score);
        }

        @Override
        public void finish() throws IOException {
            new PolicyFile(
                            material.environment().id(),
                            learner.policy(),
                            trial.tasks().size(),
                            learner.actors().toArray())
                    .write(run.path(PolicyFile.NAME));
        }

        @Override
        public void close() {
            learner.close();
        }
    }
}
