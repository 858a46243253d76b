package merpo.agents.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import merpo.agents.Needs;
import merpo.agents.clone.BehaviorClone;
import merpo.agents.clone.Clones;
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
 * Clones the behavior policy of every task: what divergences from the data are measured against,
 * and a baseline.
 */
final class CloneStage implements Stage {
    private static final String FILE = "clone/clones.safetensors";
    private static final String LEARNING = "learning";
    private static final String TEST = "test";

    private final TrainingData data;
    private final Needs.Imitation imitation;

    CloneStage(TrainingData data, Needs.Imitation imitation) {
        this.data = data;
        this.imitation = imitation;
    }

    @Override
    public String name() {
        return Stages.CLONE;
    }

    @Override
    public List<String> leaves() {
        return List.of(FILE, "clone/metrics.csv");
    }

    @Override
    public void run(RunDirectory run, Progress progress) throws IOException {
        int steps = imitation.config().steps();
        boolean together = data.config().together();
        progress.stage(name(), together ? 2L * steps : steps, "steps");
        try (NDManager manager = data.manager();
                CsvLog table = run.freshCsv("clone/metrics.csv", "split", "step", "loss")) {
            Telling telling = new Telling(progress, table);
            Map<String, Safetensors.Tensor> clones = new LinkedHashMap<>();
            clones.put(LEARNING, fit(manager, data.rows(), data.seeds(), LEARNING, 0, telling));
            if (together) {
                clones.put(
                        TEST,
                        fit(manager, data.testRows(), data.testSeeds(), TEST, steps, telling));
            }
            Safetensors.of(clones, Map.of()).write(run.path(FILE));
        }
    }

    /** Where the training of the clones is told. */
    private record Telling(Progress progress, CsvLog table) {
        private static final int EVERY = 10;

        void tell(String split, int before, int step, double loss) {
            progress.step(before + step, "loss %.3f".formatted(loss));
            if (step % EVERY == 0) {
                table.row(split, step, loss);
            }
        }
    }

    private Safetensors.Tensor fit(
            NDManager manager,
            List<ReplayBuffer> rows,
            Seeds streams,
            String split,
            int before,
            Telling telling) {
        Seeds seeds = streams.derived("clone of " + split, 0);
        try (ParameterStack clones =
                BehaviorClone.fit(
                        manager,
                        imitation.policy(data.observationSize(), data.actionSize()),
                        imitation.config(),
                        rows,
                        seeds,
                        (step, loss) -> telling.tell(split, before, step, loss))) {
            float[] all = clones.toArray();
            return Safetensors.Tensor.of(all, rows.size(), all.length / rows.size());
        }
    }

    /** Clones of the tasks that are learned; the manager owns them. */
    static Clones learning(
            Path run, NDManager manager, TrainingData data, Needs.Imitation imitation)
            throws IOException {
        return restore(run, manager, imitation, LEARNING, data.rows());
    }

    /** Clones of the tasks that are tested on. */
    static Clones test(Path run, NDManager manager, TrainingData data, Needs.Imitation imitation)
            throws IOException {
        return restore(run, manager, imitation, TEST, data.testRows());
    }

    private static Clones restore(
            Path run,
            NDManager manager,
            Needs.Imitation imitation,
            String split,
            List<ReplayBuffer> rows)
            throws IOException {
        Policy policy = imitation.policy(rows.get(0).observationSize(), rows.get(0).actionSize());
        ParameterStack clones =
                ParameterStack.of(
                        manager,
                        Safetensors.read(run.resolve(FILE)).values(split),
                        policy.network().blocks(1));
        return new Clones(clones, BehaviorClone.likelihood(manager, policy, clones, rows));
    }
}
