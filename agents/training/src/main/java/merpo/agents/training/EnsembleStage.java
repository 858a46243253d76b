package merpo.agents.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
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
import merpo.datagen.storage.Safetensors;

/** Trains each task's dynamics ensemble from its data alone, until the hold-out stops it. */
final class EnsembleStage implements TrainingStage {
    static final String NAME = "ensemble";
    static final String FILE = "model/ensemble.safetensors";
    private static final String PARAMETERS = "parameters";

    private final Material material;
    private final EnsembleConfig config;

    EnsembleStage(Material material, EnsembleConfig config) {
        this.material = material;
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(RunDirectory run, Progress progress) throws IOException {
        int observationSize = material.environment().observationSize();
        boolean limited = config.maxSteps() != EnsembleConfig.UNLIMITED;
        progress.stage(NAME, limited ? config.maxSteps() : 0, "steps at most");
        String[] members =
                IntStream.range(0, config.members())
                        .mapToObj(i -> "member_" + i)
                        .toArray(String[]::new);
        try (NDManager manager = material.manager();
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
                                material.rows(),
                                seeds(material.seeds()),
                                listener(progress, holdout))) {
            report.add("training", material.learning().tasks(), material.seeds(), models);
            float[] parameters = models.parameters().toArray();
            Safetensors.of(
                            Map.of(
                                    PARAMETERS,
                                    Safetensors.Tensor.of(
                                            parameters,
                                            models.tasks(),
                                            parameters.length / models.tasks())),
                            Map.of())
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
                cells.add(material.seeds().seed(epoch.task()));
                cells.add(material.learning().tasks().get(epoch.task()).index());
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

    /** What this stage left in a training's directory; the caller closes it. */
    static TaskModels restore(ModelHome home, NDManager manager, Material material)
            throws IOException {
        TrainingConfig.Alone made = (TrainingConfig.Alone) home.config().learning();
        return Ensemble.restore(
                manager,
                made.ensemble(),
                material.rows(),
                Safetensors.read(home.file(FILE)).values(PARAMETERS),
                seeds(home.config().streams(material.seeds().tasks())));
    }
}
