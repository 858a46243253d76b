package merpo.agents.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import merpo.agents.Needs;
import merpo.agents.dynamics.DynamicsConfig;
import merpo.agents.dynamics.MetaModel;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.evaluation.ModelReport;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;
import merpo.datagen.storage.Safetensors;

/** Learns the meta-model (Eq. 3) and adapts it to every training and test task (Eq. 4). */
final class MetaModelStage implements Stage {
    static final String NAME = Stages.META_MODEL;
    private static final String FILE = "model/meta-model.safetensors";
    private static final String META = "meta";
    private static final String TRAINING = "training";
    private static final String TEST = "test";

    private final TrainingData data;
    private final DynamicsConfig config;

    MetaModelStage(TrainingData data, DynamicsConfig config) {
        this.data = data;
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> leaves() {
        return List.of(FILE, "model/metrics.csv", "model/quality.csv");
    }

    @Override
    public void run(RunDirectory run, Progress progress) throws IOException {
        List<ReplayBuffer> rows = data.rows();
        List<ReplayBuffer> testRows = data.testRows();
        long seed = seed(data.config(), 0);
        try (NDManager manager = data.manager();
                MetaModel model = MetaModel.initialize(manager, config, rows, seed);
                CsvLog metrics = run.freshCsv("model/metrics.csv", "phase", "step", "loss");
                ModelReport report =
                        new ModelReport(run, rows.get(0).observationSize(), progress)) {
            int adaptation = config.adaptation().steps();
            progress.stage(NAME, model.steps() + 2L * adaptation, "steps");
            Telling telling = new Telling(progress, metrics);
            model.train(rows, seed, (step, loss) -> telling.tell(META, 0, step, loss));
            try (TaskModels training =
                            model.adapt(
                                    rows,
                                    seed(data.config(), 1),
                                    (step, loss) ->
                                            telling.tell(TRAINING, model.steps(), step, loss));
                    TaskModels test =
                            model.adapt(
                                    testRows,
                                    seed(data.config(), 2),
                                    (step, loss) ->
                                            telling.tell(
                                                    TEST,
                                                    model.steps() + adaptation,
                                                    step,
                                                    loss))) {
                report.add(TRAINING, data.learning().tasks(), data.seeds(), training);
                report.add(TEST, data.test().tasks(), data.testSeeds(), test);
                float[] phi = model.parameters();
                Safetensors.of(
                                Map.of(
                                        META, Safetensors.Tensor.of(phi, 1, phi.length),
                                        TRAINING, ModelHome.tensor(training),
                                        TEST, ModelHome.tensor(test)),
                                Map.of())
                        .write(run.path(FILE));
            }
        }
    }

    /** Where the training of the models is told. */
    private record Telling(Progress progress, CsvLog metrics) {
        private static final int EVERY = 10;

        void tell(String phase, int before, int step, double loss) {
            progress.step(before + step, "loss %.3f".formatted(loss));
            if (step % EVERY == 0) {
                metrics.row(phase, step, loss);
            }
        }
    }

    private static long seed(TrainingConfig config, int index) {
        return Streams.seed(config.seed(), "dynamics", index);
    }

    /** The models of the training tasks, as this stage left them; the caller closes them. */
    static TaskModels training(ModelHome home, NDManager manager, List<ReplayBuffer> rows)
            throws IOException {
        return restore(home, manager, rows, rows, TRAINING, 1);
    }

    /** The models of the test tasks. */
    static TaskModels test(
            ModelHome home, NDManager manager, List<ReplayBuffer> rows, List<ReplayBuffer> testRows)
            throws IOException {
        return restore(home, manager, rows, testRows, TEST, 2);
    }

    /** The meta-model itself: the start for a new task's model. */
    static MetaModel meta(ModelHome home, NDManager manager, List<ReplayBuffer> rows)
            throws IOException {
        Needs.MetaDynamics made = (Needs.MetaDynamics) home.config().needs().dynamics();
        float[] phi = Safetensors.read(home.file(FILE)).values(META);
        return MetaModel.restore(manager, made.dynamics(), rows, phi);
    }

    private static TaskModels restore(
            ModelHome home,
            NDManager manager,
            List<ReplayBuffer> rows,
            List<ReplayBuffer> own,
            String name,
            int index)
            throws IOException {
        float[] parameters = Safetensors.read(home.file(FILE)).values(name);
        try (MetaModel model = meta(home, manager, rows)) {
            return model.restore(own, parameters, seed(home.config(), index));
        }
    }
}
