package merpo.agents.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import merpo.agents.clone.BehaviorClone;
import merpo.agents.clone.Clones;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.storage.Safetensors;

/**
 * Clones the behavior policy of every task: what divergences from the data are measured against,
 * and a baseline.
 */
final class CloneStage implements TrainingStage {
    static final String NAME = "clone";
    private static final String FILE = "clone/clones.safetensors";
    private static final String LEARNING = "learning";
    private static final String TEST = "test";

    private final Material material;

    CloneStage(Material material) {
        this.material = material;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(RunDirectory run, Progress progress) throws IOException {
        int steps = material.config().imitation().steps();
        boolean meta = material.algorithm().meta();
        progress.stage(NAME, meta ? 2L * steps : steps, "steps");
        try (NDManager manager = material.manager();
                CsvLog table = run.freshCsv("clone/metrics.csv", "split", "step", "loss")) {
            Safetensors.Tensor learning =
                    fit(manager, material.rows(), material.seeds(), LEARNING, 0, progress, table);
            Safetensors.of(
                            meta
                                    ? Map.of(
                                            LEARNING,
                                            learning,
                                            TEST,
                                            fit(
                                                    manager,
                                                    material.testRows(),
                                                    material.testSeeds(),
                                                    TEST,
                                                    steps,
                                                    progress,
                                                    table))
                                    : Map.of(LEARNING, learning),
                            Map.of())
                    .write(run.path(FILE));
        }
    }

    private Safetensors.Tensor fit(
            NDManager manager,
            List<ReplayBuffer> rows,
            Seeds streams,
            String split,
            int before,
            Progress progress,
            CsvLog table) {
        Seeds seeds = streams.derived("clone of " + split, 0);
        try (ParameterStack clones =
                BehaviorClone.fit(
                        manager,
                        material.policy(),
                        material.config().imitation(),
                        rows,
                        seeds,
                        (step, loss) -> {
                            progress.step(before + step, "loss %.3f".formatted(loss));
                            if (step % 10 == 0) {
                                table.row(split, step, loss);
                            }
                        })) {
            float[] all = clones.toArray();
            return Safetensors.Tensor.of(all, rows.size(), all.length / rows.size());
        }
    }

    /** Clones of the tasks that are learned; the caller closes them. */
    static Clones learning(Material material, RunDirectory run, NDManager manager)
            throws IOException {
        return restore(material, run, manager, LEARNING, material.rows());
    }

    /** Clones of the tasks that are tested on. */
    static Clones test(Material material, RunDirectory run, NDManager manager) throws IOException {
        return material.algorithm().meta()
                ? restore(material, run, manager, TEST, material.testRows())
                : learning(material, run, manager);
    }

    private static Clones restore(
            Material material,
            RunDirectory run,
            NDManager manager,
            String split,
            List<ReplayBuffer> rows)
            throws IOException {
        ParameterStack clones =
                ParameterStack.of(
                        manager,
                        Safetensors.read(run.path(FILE)).values(split),
                        material.policy().network().blocks(1));
        return new Clones(
                clones, BehaviorClone.likelihood(manager, material.policy(), clones, rows));
    }
}
