package merpo.agents.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import merpo.agents.OfflineLearner;
import merpo.agents.evaluation.Trial;
import merpo.datagen.nn.NonFiniteException;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Metrics;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.snapshot.Snapshot;

/**
 * Steps a learner to its end, epoch by epoch: so many steps, an evaluation, a checkpoint. A killed
 * one goes on from the last checkpoint with the same numbers.
 */
final class LearnStage implements TrainingStage {
    static final String NAME = "learn";
    static final String CHECKPOINT = "checkpoint.safetensors";
    static final String METRICS = "metrics.csv";
    private static final String REGULARIZATION = "regularization.csv";
    private static final String STEP = "step";

    private final Material material;
    private final Workshop workshop;

    LearnStage(Material material, Workshop workshop) {
        this.material = material;
        this.workshop = workshop;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> needs() {
        return material.config().hasOwnModel()
                ? List.of(CloneStage.NAME, workshop.modelStage())
                : List.of(CloneStage.NAME);
    }

    @Override
    public void run(RunDirectory run, Progress progress) throws Exception {
        TrainingConfig config = material.config();
        progress.stage(NAME, config.steps(), workshop.unit());
        try (NDManager manager = material.manager();
                Trial trial = material.trial(run, progress);
                Returns returns = new Returns(run, trial, material.testSeeds());
                Apprentice apprentice = workshop.open(run, manager, trial, returns);
                Metrics metrics =
                        run.metrics(
                                METRICS, apprentice.learner().metrics().toArray(String[]::new));
                CsvLog regularization = run.csv(REGULARIZATION, STEP, "ratio");
                Alarms alarms = new Alarms(run, progress, material.algorithm())) {
            int step = resume(run, apprentice.learner());
            returns.keepUntil(step);
            metrics.keepUntil(step);
            keepUntil(step, regularization);
            alarms.goOn(step, CsvTable.read(run.path(METRICS)), apprentice.learner().metrics());
            String last = "";
            if (step < 0) {
                step = 0;
                apprentice.examineBaselines();
                last = apprentice.examine(0);
                save(run, apprentice.learner(), step);
            }
            while (step < config.steps()) {
                int end = Math.min(config.steps(), step + config.evaluation().every());
                apprentice.learner().begin(step / config.evaluation().every());
                while (step < end) {
                    step++;
                    Map<String, Double> seen = step(apprentice.learner(), step);
                    if (step % config.evaluation().metrics() == 0) {
                        metrics.row(
                                step,
                                seen.values().stream().mapToDouble(Double::doubleValue).toArray());
                        alarms.look(step, seen);
                    }
                    progress.step(step, last);
                }
                last = apprentice.examine(step);
                progress.step(step, last);
                regularization.row(step, apprentice.learner().regularization());
                save(run, apprentice.learner(), step);
            }
            apprentice.finish();
        }
    }

    private static void keepUntil(long step, CsvLog table) {
        table.keep(row -> row.integer(STEP) <= step);
    }

    private Map<String, Double> step(OfflineLearner learner, int step) {
        try {
            return learner.step();
        } catch (NonFiniteException e) {
            throw new Refusal(
                    "%s, step %d, %s: %s. The last checkpoint is whole; lower the learning rates or raise beta, and begin again in another --out"
                            .formatted(
                                    material.config().algorithm(),
                                    step,
                                    place(e.row()),
                                    e.getMessage()),
                    e);
        }
    }

    /** Rows of a meta-learner's stack are tasks drawn anew in each iteration. */
    private String place(int row) {
        return material.algorithm().meta()
                ? "seed " + material.config().seed()
                : "seed %d, task %d"
                        .formatted(
                                material.seeds().seed(row),
                                material.learning().tasks().get(row).index());
    }

    /** Takes the last checkpoint; its step, or -1 where there is none. */
    private static int resume(RunDirectory run, OfflineLearner learner) throws IOException {
        Path file = run.path(CHECKPOINT);
        if (!Files.exists(file)) {
            return -1;
        }
        Snapshot snapshot = Snapshot.read(file);
        learner.restore(snapshot.at("learner"));
        return (int) snapshot.doubles(STEP, 1)[0];
    }

    private static void save(RunDirectory run, OfflineLearner learner, int step)
            throws IOException {
        Snapshot snapshot = Snapshot.empty();
        snapshot.put(STEP, new double[] {step});
        learner.save(snapshot.at("learner"));
        snapshot.write(run.path(CHECKPOINT));
    }

    /** Makes what a training consists of. */
    interface Workshop {
        /** The stage that makes dynamics models for it. */
        String modelStage();

        /** Of the learner's clock, such as "steps". */
        String unit();

        Apprentice open(RunDirectory run, NDManager manager, Trial trial, Returns returns)
                throws IOException;
    }

    /** A learner and how it is examined. Owns it until {@link #close}. */
    interface Apprentice extends AutoCloseable {
        OfflineLearner learner();

        /** Tries what the learner is compared with. */
        void examineBaselines();

        /** Tries the learner as it is; nothing flows back. A short line for people. */
        String examine(int step);

        /** Writes what the training ends with. */
        void finish() throws IOException;

        @Override
        void close();
    }
}
