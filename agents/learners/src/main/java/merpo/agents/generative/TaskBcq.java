package merpo.agents.generative;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import merpo.agents.StepwiseLearner;
import merpo.agents.TaskData;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.settings.Setting;
import merpo.datagen.snapshot.Snapshot;

/**
 * BCQ of each task alone, all of them in one stack: no embedding, and what a task learns does not
 * depend on the others. MBML's teachers are such ({@link Teachers}).
 */
public final class TaskBcq implements StepwiseLearner {
    private final NDManager manager;
    private final Config config;
    private final TaskData tasks;
    private final Bcq bcq;
    private final BatchArrays arrays;
    private List<RandomGenerator> randoms;

    /**
     * @param rows of each task and step, with replacement
     */
    public record Config(BcqConfig bcq, int rows) {
        public Config {
            Setting.require("rows", rows, rows >= 1, "at least 1");
        }
    }

    /** A learner before its first step. */
    public TaskBcq(NDManager manager, Config config, TaskData tasks) {
        this.manager = manager;
        this.config = config;
        this.tasks = tasks;
        Seeds seeds = tasks.seeds();
        int n = tasks.observationSize();
        int m = tasks.actionSize();
        bcq =
                new Bcq(
                        manager,
                        config.bcq(),
                        n,
                        m,
                        0,
                        network -> seeds.streams("BCQ " + network + " weights"));
        arrays = new BatchArrays(tasks.tasks(), config.rows(), n, m);
        begin(0);
    }

    @Override
    public List<String> metrics() {
        return Bcq.METRICS;
    }

    @Override
    public Map<String, Double> step() {
        try (NDManager scratch = manager.newSubManager()) {
            return update(
                    BcqInputs.draw(
                            scratch,
                            arrays.draw(tasks.rows(), randoms, 0, config.rows()).toBatch(scratch),
                            randoms,
                            bcq.latent(),
                            config.bcq().proposal().candidates()));
        }
    }

    /** One step of all tasks. */
    Map<String, Double> update(BcqInputs in) {
        return bcq.update(in, Optional.empty());
    }

    @Override
    public void begin(int epoch) {
        randoms = tasks.seeds().derived("epoch", epoch).streams("BCQ");
    }

    /** Acts in each of its own tasks; the networks stay with this learner. */
    public CandidateActor actor() {
        return new CandidateActor(
                bcq.acting(),
                config.bcq().proposal(),
                new float[0],
                CandidateActor.seeds(tasks.seeds()));
    }

    @Override
    public void save(Snapshot to) {
        bcq.save(to);
    }

    @Override
    public void restore(Snapshot from) {
        bcq.restore(from);
    }

    @Override
    public void close() {
        bcq.close();
    }
}
