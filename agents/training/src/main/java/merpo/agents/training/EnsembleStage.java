package merpo.agents.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.agents.dynamics.Ensemble;
import merpo.agents.dynamics.EnsembleConfig;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.evaluation.ModelReport;
import merpo.datagen.nn.Seeds;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;
import merpo.datagen.storage.Safetensors;

/** Trains each task's dynamics ensemble from its data alone, until the hold-out stops it. */
final class EnsembleStage implements Stage {
    static final String NAME = Stages.ENSEMBLE;
    private static final String FILE = "model/ensemble.safetensors";
    private static final String PARAMETERS = "parameters";

    private final TrainingData data;
    private final EnsembleConfig config;

    EnsembleStage(TrainingData data, EnsembleConfig config) {
        this.data = data;
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> leaves() {
        return List.of(FILE, "model/holdout.csv", "model/quality.csv");
    }

    @Override
    public void run(RunDirectory run, Progress progress) throws IOException {
        int observationSize = data.environment().observationSize();
        boolean limited = config.maxSteps() != EnsembleConfig.UNLIMITED;
        progress.stage(NAME, limited ? config.maxSteps() : 0, "steps");
        String[] members =
                IntStream.range(0, config.sizes().members())
                        .mapToObj(i -> "member_" + i)
                        .toArray(String[]::new);
        try (NDManager manager = data.manager();
                CsvLog holdout =
                        run.freshCsv(
                                "model/holdout.csv",
                                Stream.concat(
                                                Stream.of("seed", "task", "epoch", "step", "loss"),
                                                Stream.of(members))
                                        .toArray(String[]::new));
                ModelReport report = new ModelReport(run, observationSize, progress);
                TaskModels models =
                        Ensemble.train(
                                manager,
                                config,
                                data.rows(),
                                seeds(data.seeds()),
                                listener(progress, holdout))) {
            report.add("training", data.learning().tasks(), data.seeds(), models);
            Safetensors.of(Map.of(PARAMETERS, ModelHome.tensor(models)), Map.of())
                    .write(run.path(FILE));
        }
    }

    private Ensemble.Listener listener(Progress progress, CsvLog holdout) {
        return new Ensemble.Listener() {
            @Override
            public void step(int step, double loss) {
                progress.step(step, "loss %.3f".formatted(loss));
            }

            @Override
            public void epoch(Ensemble.Epoch epoch) {
                Stream.Builder<Object> cells = Stream.builder();
                cells.add(data.seeds().seed(epoch.task()));
                cells.add(data.learning().tasks().get(epoch.task()).index());
                cells.add(epoch.epoch()).add(epoch.steps()).add(epoch.loss());
                for (double error : epoch.memberError()) {
                    cells.add(error);
                }
                holdout.row(cells.build().toArray());
            }
        };
    }

    private static Seeds seeds(Seeds own) {
        return own.derived("dynamics", 0);
    }

    /** What this stage left in a training's directory; the manager owns it. */
    static TaskModels restore(
            ModelHome home, NDManager manager, EnsembleConfig ensemble, TrainingData data)
            throws IOException {
        return Ensemble.restore(
                manager,
                ensemble,
                data.rows(),
                Safetensors.read(home.file(FILE)).values(PARAMETERS),
                seeds(home.config().streams(data.seeds().tasks())));
    }
}
