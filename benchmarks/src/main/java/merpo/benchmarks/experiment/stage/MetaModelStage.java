package merpo.benchmarks.experiment.stage;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import merpo.agents.dynamics.DynamicsConfig;
import merpo.agents.dynamics.MetaModel;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.evaluation.ModelReport;
import merpo.benchmarks.experiment.stage.Laboratory.Role;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;
import merpo.datagen.storage.Safetensors;
import merpo.envs.task.Task;

/** Learns the meta-model (Eq. 3) and adapts it to every training and test task (Eq. 4). */
final class MetaModelStage implements Stage {
    private final Laboratory laboratory;

    MetaModelStage(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    @Override
    public String name() {
        return "meta-model";
    }

    @Override
    public String command() {
        return "train";
    }

    @Override
    public List<String> needs() {
        return List.of("data");
    }

    @Override
    public void run(RunDirectory run, Progress progress) throws IOException {
        DynamicsConfig config = laboratory.config().model();
        List<ReplayBuffer> training = laboratory.buffers(run, Role.TRAINING);
        long seed = laboratory.config().seed();
        try (NDManager manager = NDManager.newBaseManager();
                MetaModel model = MetaModel.initialize(manager, config, training, seed);
                CsvLog metrics = run.freshCsv("model/metrics.csv", "phase", "step", "loss");
                ModelReport quality =
                        new ModelReport(run, training.get(0).observationSize(), progress)) {
            int total = model.steps() + 2 * config.adaptationSteps();
            progress.stage(name(), total, "steps");
            model.train(
                    training,
                    seed,
                    (step, loss) -> report(progress, metrics, "meta", 0, step, loss));
            save(run, Laboratory.META_MODEL, Map.of("meta", row(model.parameters())));
            try (TaskModels ofTraining = adapt(model, training, Role.TRAINING, progress, metrics);
                    TaskModels ofTest =
                            adapt(
                                    model,
                                    laboratory.buffers(run, Role.TEST),
                                    Role.TEST,
                                    progress,
                                    metrics)) {
                save(
                        run,
                        Laboratory.TASK_MODELS,
                        Map.of(
                                "training", rows(ofTraining),
                                "test", rows(ofTest)));
                judge(run, quality, ofTraining, Role.TRAINING);
                judge(run, quality, ofTest, Role.TEST);
            }
        }
    }

    private TaskModels adapt(
            MetaModel model,
            List<ReplayBuffer> buffers,
            Role role,
            Progress progress,
            CsvLog metrics) {
        int before =
                model.steps()
                        + (role == Role.TEST ? laboratory.config().model().adaptationSteps() : 0);
        return model.adapt(
                buffers,
                seed(role),
                (step, loss) -> report(progress, metrics, name(role), before, step, loss));
    }

    private static void report(
            Progress progress, CsvLog metrics, String phase, int before, int step, double loss) {
        progress.step(before + step, "loss %.3f".formatted(loss));
        if (step % 10 == 0) {
            metrics.row(phase, step, loss);
        }
    }

    private void judge(RunDirectory run, ModelReport report, TaskModels models, Role role)
            throws IOException {
        List<Task> tasks = Laboratory.tasks(laboratory.split(run), role);
        Seeds seeds = Seeds.one(laboratory.config().seed(), tasks.size());
        report.add(name(role), tasks, seeds, models);
    }

    private long seed(Role role) {
        return adaptationSeed(laboratory, role);
    }

    /** The models of a role as this stage left them. */
    static TaskModels restore(
            Laboratory laboratory,
            RunDirectory run,
            NDManager manager,
            List<ReplayBuffer> training,
            List<ReplayBuffer> buffers,
            Role role)
            throws IOException {
        float[] meta = Safetensors.read(run.path(Laboratory.META_MODEL)).values("meta");
        float[] parameters = Safetensors.read(run.path(Laboratory.TASK_MODELS)).values(name(role));
        try (MetaModel model =
                MetaModel.restore(manager, laboratory.config().model(), training, meta)) {
            return model.restore(buffers, parameters, adaptationSeed(laboratory, role));
        }
    }

    private static long adaptationSeed(Laboratory laboratory, Role role) {
        return laboratory.config().seed() + (role == Role.TEST ? 1L << 32 : 0);
    }

    private static String name(Role role) {
        return role == Role.TRAINING ? "training" : "test";
    }

    private static Safetensors.Tensor row(float[] values) {
        return Safetensors.Tensor.of(values, 1, values.length);
    }

    private static Safetensors.Tensor rows(TaskModels models) {
        float[] values = models.parameters().toArray();
        return Safetensors.Tensor.of(values, models.tasks(), values.length / models.tasks());
    }

    private static void save(RunDirectory run, String file, Map<String, Safetensors.Tensor> tensors)
            throws IOException {
        Safetensors.of(tensors, Map.of()).write(run.path(file));
    }
}
