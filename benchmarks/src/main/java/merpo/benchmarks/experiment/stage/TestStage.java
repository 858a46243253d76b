package merpo.benchmarks.experiment.stage;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import merpo.agents.clone.BehaviorClone;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.evaluation.Trial;
import merpo.agents.merpo.Adaptation;
import merpo.agents.merpo.MetaKnowledge;
import merpo.agents.rac.RacTrainer;
import merpo.benchmarks.experiment.stage.Laboratory.Role;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;
import merpo.datagen.storage.Safetensors;

/**
 * Adapts every test task with RAC from the meta-policy and tries the result in the real
 * environment, next to what it must be compared with.
 */
final class TestStage implements Stage {
    static final String ADAPTED = "test/adapted.safetensors";

    private final Laboratory laboratory;

    TestStage(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public String command() {
        return "evaluate";
    }

    @Override
    public List<String> needs() {
        return List.of("merpo");
    }

    @Override
    public void run(RunDirectory run, Progress progress) throws IOException {
        int steps = laboratory.config().merpo().testSteps();
        progress.stage(name(), 3L * steps + laboratory.config().imitation().steps(), "steps");
        try (NDManager manager = NDManager.newBaseManager();
                Trial trial = laboratory.trial(run, progress);
                Tables tables = Tables.open(run, trial)) {
            List<ReplayBuffer> training = laboratory.buffers(run, Role.TRAINING);
            List<Dataset> data = laboratory.read(run, Role.TEST);
            List<ReplayBuffer> test = Laboratory.buffers(data);
            references(data, trial, tables);
            Policy policy = laboratory.policy();
            try (ParameterStack clones = clones(manager, test, progress)) {
                tables.result("clone", trial.returns(policy, clones));
            }
            try (MetaKnowledge knowledge = MerpoStage.restore(laboratory, run, manager);
                    TaskModels models =
                            MetaModelStage.restore(
                                    laboratory, run, manager, training, test, Role.TEST);
                    ParameterStack meta = knowledge.policy().repeat(test.size())) {
                tables.result("meta", trial.returns(policy, meta));
                trial.trace(tables.trajectories(), "meta", policy, meta);
                Adaptation adaptation = MerpoStage.adaptation(laboratory, manager, test, models);
                long before = laboratory.config().imitation().steps();
                try (RacTrainer merpo = adaptation.fromMeta(knowledge)) {
                    adapt("merpo", merpo, trial, tables, progress, before);
                    trial.trace(tables.trajectories(), "merpo", policy, merpo.rac().actors());
                    save(run, merpo.rac().actors());
                }
                try (RacTrainer combo = adaptation.comboFromScratch()) {
                    adapt("combo", combo, trial, tables, progress, before + steps);
                }
                try (RacTrainer control = adaptation.comboFromMeta(knowledge)) {
                    adapt("combo-from-meta", control, trial, tables, progress, before + 2L * steps);
                }
            }
        }
    }

    /** Random, the data's own policy, and the best there is. */
    private void references(List<Dataset> data, Trial trial, Tables tables) {
        int n = trial.tasks().size();
        double[] random = new double[n];
        double[] behaviour = new double[n];
        double[] best = new double[n];
        for (int row = 0; row < n; row++) {
            random[row] = trial.reference(row).random();
            best[row] = trial.reference(row).best();
            behaviour[row] = Laboratory.mean(data.get(row).returns());
        }
        tables.result("random", random, laboratory.config().evaluation().randomEpisodes());
        tables.result("behaviour", behaviour, laboratory.config().data().trajectories());
        tables.result("optimum", best, 0);
    }

    private ParameterStack clones(NDManager manager, List<ReplayBuffer> test, Progress progress) {
        return BehaviorClone.fit(
                manager,
                laboratory.policy(),
                laboratory.config().imitation(),
                test,
                Seeds.one(laboratory.config().seed(), test.size()),
                (step, loss) -> progress.step(step, "clone"));
    }

    private void adapt(
            String name,
            RacTrainer trainer,
            Trial trial,
            Tables tables,
            Progress progress,
            long before) {
        int steps = laboratory.config().merpo().testSteps();
        int every = laboratory.config().evaluation().adaptationEvery();
        Policy policy = laboratory.policy();
        double[] returns = trial.returns(policy, trainer.rac().actors());
        tables.adaptation(name, 0, returns);
        for (int step = 1; step <= steps; step++) {
            trainer.step();
            if (step % every == 0 || step == steps) {
                returns = trial.returns(policy, trainer.rac().actors());
                tables.adaptation(name, step, returns);
            }
            progress.step(before + step, name);
        }
        tables.result(name, returns);
    }

    private void save(RunDirectory run, ParameterStack actors) throws IOException {
        float[] values = actors.toArray();
        int tasks = actors.tasks();
        Safetensors.of(
                        Map.of(
                                "actor",
                                Safetensors.Tensor.of(values, tasks, values.length / tasks)),
                        Map.of("policy", laboratory.policy().toString()))
                .write(run.path(ADAPTED));
    }

    /** The tables that this stage fills. */
    private record Tables(Trial trial, CsvLog returns, CsvLog curve, CsvLog trajectories)
            implements AutoCloseable {

        static Tables open(RunDirectory run, Trial trial) {
            return new Tables(
                    trial,
                    run.freshCsv(
                            "test/returns.csv", "policy", "task", "return", "score", "episodes"),
                    run.freshCsv(
                            "test/adaptation.csv",
                            "adaptation_step",
                            "task",
                            "policy",
                            "return",
                            "score"),
                    run.freshCsv(
                            "test/trajectories.csv", "task", "policy", "step", "time", "x", "y"));
        }

        void result(String policy, double[] values) {
            result(policy, values, trial.episodes());
        }

        void result(String policy, double[] values, int episodes) {
            double[] scores = trial.scores(values);
            for (int row = 0; row < values.length; row++) {
                int task = trial.tasks().get(row).index();
                returns.row(policy, task, values[row], scores[row], episodes);
            }
        }

        void adaptation(String policy, int step, double[] values) {
            double[] scores = trial.scores(values);
            for (int row = 0; row < values.length; row++) {
                int task = trial.tasks().get(row).index();
                curve.row(step, task, policy, values[row], scores[row]);
            }
        }

        @Override
        public void close() {
            returns.close();
            curve.close();
            trajectories.close();
        }
    }
}
