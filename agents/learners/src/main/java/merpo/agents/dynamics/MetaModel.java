package merpo.agents.dynamics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.PerTask;
import merpo.datagen.nn.Scaling;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;

/**
 * The offline meta-model phi (MerPO Eq. 3 and 4; Algorithm 2, lines 1 to 7): an ensemble from which
 * every task's dynamics is a few steps away. Owns its parameters until {@link #close}.
 */
public final class MetaModel implements AutoCloseable {
    private final DynamicsConfig config;
    private final DynamicsNetwork network;
    private final Standardization scale;
    private final ParameterStack phi;
    private final NDManager manager;

    private MetaModel(
            NDManager manager,
            DynamicsConfig config,
            DynamicsNetwork network,
            Standardization scale,
            ParameterStack phi) {
        this.manager = manager;
        this.config = config;
        this.network = network;
        this.scale = scale;
        this.phi = phi;
    }

    /** An untrained meta-model whose scales are those of the training tasks, pooled. */
    public static MetaModel initialize(
            NDManager manager, DynamicsConfig config, List<ReplayBuffer> training, long seed) {
        DynamicsNetwork network = config.sizes().network(training.get(0));
        return new MetaModel(
                manager,
                config,
                network,
                Standardization.of(training),
                network.initialize(manager, Streams.of(seed, "meta-model weights", 0)));
    }

    /** A meta-model with known parameters, as {@link #parameters} gave them. */
    public static MetaModel restore(
            NDManager manager,
            DynamicsConfig config,
            List<ReplayBuffer> training,
            float[] parameters) {
        DynamicsNetwork network = config.sizes().network(training.get(0));
        return new MetaModel(
                manager,
                config,
                network,
                Standardization.of(training),
                network.parameters(manager, parameters));
    }

    /** The weights that all tasks start from, [P]. */
    public float[] parameters() {
        return phi.toArray();
    }

    /**
     * Trains phi on the training tasks: the pooled warm start, then Eq. (3).
     *
     * @param progress takes steps done (of {@link #steps}) and the loss per task and member
     */
    public void train(
            List<ReplayBuffer> training, long seed, BiConsumer<Integer, Double> progress) {
        List<ModelData> data = data(training, seed);
        warmStart(data, seed, progress);
        List<RandomGenerator> randoms =
                Streams.perTask(seed, "meta-model batches", training.size());
        for (int iteration = 0; iteration < config.meta().iterations(); iteration++) {
            double loss = iterate(data, randoms);
            progress.accept(
                    config.warm().steps() + (iteration + 1) * config.meta().innerSteps(), loss);
        }
    }

    /** Gradient steps of a whole training. */
    public int steps() {
        return config.warm().steps() + config.meta().iterations() * config.meta().innerSteps();
    }

    private void warmStart(List<ModelData> data, long seed, BiConsumer<Integer, Double> progress) {
        if (config.warm().steps() == 0) {
            return;
        }
        List<RandomGenerator> random = List.of(Streams.of(seed, "meta-model pool", 0));
        List<ModelData> pool =
                List.of(ModelData.pool(data, config.sizes().members(), random.get(0)));
        try (Network learner = Network.of("meta-model", phi.copy(), config.warm().rate())) {
            for (int step = 1; step <= config.warm().steps(); step++) {
                double loss = descend(learner, null, pool, random);
                progress.accept(step, loss);
            }
            phi.assign(learner.parameters());
        }
    }

    /**
     * One iteration of Eq. (3): every task descends its likelihood from phi, then {@code phi <- phi
     * - xi_1 (phi - mean theta_n)}.
     */
    private double iterate(List<ModelData> data, List<RandomGenerator> randoms) {
        try (Network learners = fromPhi(data.size(), config.meta().innerRate())) {
            double loss = 0;
            for (int step = 0; step < config.meta().innerSteps(); step++) {
                loss = descend(learners, phi, data, randoms);
            }
            try (ParameterStack mean = learners.parameters().mean()) {
                phi.track(mean, config.meta().rate());
            }
            return loss;
        }
    }

    private Network fromPhi(int tasks, double learningRate) {
        return Network.of("task models", phi.repeat(tasks), learningRate);
    }

    /**
     * One step of {@code NLL_n(theta_n) + eta |theta_n - phi|^2} (Eq. 3's bracket).
     *
     * @param anchor phi, or null where nothing holds theta
     * @return loss per task and member
     */
    private double descend(
            Network learners,
            ParameterStack anchor,
            List<ModelData> data,
            List<RandomGenerator> randoms) {
        try (NDManager scratch = manager.newSubManager()) {
            ModelData.Pairs pairs = ModelData.draw(scratch, data, randoms, config.sizes().batch());
            float[] loss =
                    learners.descend(
                            parameters -> {
                                NDArray likelihood =
                                        network.negativeLogLikelihood(
                                                pairs.input(), pairs.target(), parameters);
                                if (anchor == null || config.meta().proximity() == 0) {
                                    return likelihood;
                                }
                                NDArray distance = distance(parameters, anchor);
                                return likelihood.add(
                                        Scaling.by(config.meta().proximity(), distance));
                            });
            return PerTask.mean(loss) / config.sizes().members();
        }
    }

    /** Squared distance to the anchor, [T]. */
    private static NDArray distance(List<NDArray> parameters, ParameterStack anchor) {
        NDArray sum = null;
        for (int i = 0; i < parameters.size(); i++) {
            NDArray part =
                    parameters
                            .get(i)
                            .sub(anchor.constant().get(i))
                            .square()
                            .sum(new int[] {1, 2, 3});
            sum = sum == null ? part : sum.add(part);
        }
        return sum;
    }

    private List<ModelData> data(List<ReplayBuffer> buffers, long seed) {
        List<ModelData> data = new ArrayList<>();
        for (int task = 0; task < buffers.size(); task++) {
            data.add(
                    ModelData.of(
                            task,
                            buffers.get(task),
                            scale,
                            config.sizes().members(),
                            Streams.of(seed, "model holdout", task)));
        }
        return data;
    }

    /**
     * Adapts every task from phi (Eq. 4) and ranks the members on held-out rows.
     *
     * @param progress takes the steps done and the loss per task and member
     */
    public TaskModels adapt(
            List<ReplayBuffer> buffers, long seed, BiConsumer<Integer, Double> progress) {
        List<ModelData> data = data(buffers, seed);
        List<RandomGenerator> randoms = Streams.perTask(seed, "model adaptation", buffers.size());
        try (Network learners = fromPhi(buffers.size(), config.adaptation().rate())) {
            for (int step = 1; step <= config.adaptation().steps(); step++) {
                double loss = descend(learners, phi, data, randoms);
                progress.accept(step, loss);
            }
            ParameterStack adapted = learners.parameters().copy();
            return models(adapted, data);
        }
    }

    /** Models that {@link #adapt} made before, from their parameters; ranked on the same rows. */
    public TaskModels restore(List<ReplayBuffer> buffers, float[] parameters, long seed) {
        ParameterStack adapted = network.parameters(manager, parameters);
        return models(adapted, data(buffers, seed));
    }

    private TaskModels models(ParameterStack adapted, List<ModelData> data) {
        return new TaskModels(
                network,
                Collections.nCopies(data.size(), scale),
                adapted,
                Ranking.of(manager, network, adapted, data, config.sizes().elites()));
    }

    @Override
    public void close() {
        phi.close();
    }
}
