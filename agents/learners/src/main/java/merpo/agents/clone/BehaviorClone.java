package merpo.agents.clone;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.PerTask;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.settings.Setting;

/**
 * A tanh-Gaussian policy fitted to each task's data by maximum likelihood. Its deterministic action
 * shows what determinism alone gains over a noisy behavior policy.
 */
public final class BehaviorClone {
    private BehaviorClone() {}

    /**
     * @param learningRate of Adam
     * @param steps gradient steps
     * @param batch transitions per task and step
     */
    public record Config(double learningRate, int steps, int batch) {
        public Config {
            require("learningRate", learningRate, learningRate > 0, "positive");
            require("steps", steps, steps >= 1, "at least 1");
            require("batch", batch, batch >= 1, "at least 1");
        }

        private static void require(String name, Number value, boolean holds, String law) {
            Setting.require("BehaviorClone.Config." + name, value, holds, law);
        }
    }

    /**
     * Fits all tasks at once.
     *
     * @param progress takes the steps done and the mean negative log-likelihood
     * @return the clones, [T, P]; the caller closes them
     */
    public static ParameterStack fit(
            NDManager manager,
            Policy policy,
            Config config,
            List<ReplayBuffer> data,
            Seeds seeds,
            BiConsumer<Integer, Double> progress) {
        List<RandomGenerator> randoms = seeds.streams("behavior clone");
        BatchArrays arrays =
                new BatchArrays(
                        data.size(), config.batch(), policy.observationSize(), policy.actionSize());
        try (Network network =
                Network.of(
                        "behavior clone",
                        policy.initialize(manager, randoms),
                        config.learningRate())) {
            for (int step = 1; step <= config.steps(); step++) {
                try (NDManager scratch = manager.newSubManager()) {
                    Batch batch = arrays.draw(data, randoms, 0, config.batch()).toBatch(scratch);
                    float[] loss =
                            network.descend(
                                    parameters ->
                                            policy.at(batch.observation(), parameters)
                                                    .logProb(batch.preTanh())
                                                    .mean(new int[] {1})
                                                    .neg());
                    progress.accept(step, PerTask.mean(loss));
                }
            }
            return network.parameters().copy();
        }
    }

    /** Fits all tasks at once, and measures how likely each finds its data. */
    public static Clones of(
            NDManager manager,
            Policy policy,
            Config config,
            List<ReplayBuffer> data,
            Seeds seeds,
            BiConsumer<Integer, Double> progress) {
        ParameterStack clones = fit(manager, policy, config, data, seeds, progress);
        return new Clones(clones, likelihood(manager, policy, clones, data));
    }

    /** Mean negative log-likelihood of each task's dataset, as many rows as the smallest has. */
    public static double[] likelihood(
            NDManager manager, Policy policy, ParameterStack clones, List<ReplayBuffer> data) {
        int rows = data.stream().mapToInt(ReplayBuffer::size).min().orElseThrow();
        BatchArrays arrays =
                new BatchArrays(data.size(), rows, policy.observationSize(), policy.actionSize());
        try (NDManager scratch = manager.newSubManager()) {
            Batch batch = arrays.first(data).toBatch(scratch);
            float[] mean =
                    policy.at(batch.observation(), clones.constant())
                            .logProb(batch.preTanh())
                            .mean(new int[] {1})
                            .neg()
                            .toFloatArray();
            double[] likelihood = new double[mean.length];
            for (int task = 0; task < mean.length; task++) {
                likelihood[task] = mean[task];
            }
            return likelihood;
        }
    }
}
