package merpo.agents.mbml;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import merpo.agents.StepwiseLearner;
import merpo.agents.TaskData;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.snapshot.Snapshot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * MBML's second phase: for each task an ensemble that predicts its reward and, where it is asked
 * for, one that predicts its next observation, from that task's rows alone. Members of all tasks
 * are one stack.
 */
final class Predictors implements StepwiseLearner {
    private static final String STREAM = "predictors";
    private static final String REWARD = "reward";
    private static final String NEXT = "next-observation";

    private final MbmlConfig.Predictors config;
    private final List<ReplayBuffer> data;
    private final Seeds seeds;
    private final BatchArrays arrays;
    private final Fit reward;
    private final Optional<Fit> next;
    private List<RandomGenerator> randoms;

    /** What is fitted, and until when it is believed. */
    private record Fit(Mlp shape, Network network, double largestDeviation) {
        /** A step of all members; their mean error before it. */
        double step(NDArray inputs, NDArray target) {
            float[] errors =
                    network.descend(
                            members ->
                                    PredictionEnsemble.errors(shape, inputs, target, members)
                                            .sum(new int[] {1}));
            double sum = 0;
            for (float error : errors) {
                sum += error;
            }
            return sum / (errors.length * network.constant().get(0).getShape().get(1));
        }

        PredictionEnsemble frozen() {
            return new PredictionEnsemble(shape, network.parameters().copy(), largestDeviation);
        }
    }

    Predictors(NDManager manager, MbmlConfig.Predictors config, TaskData tasks) {
        this.config = config;
        data = tasks.rows();
        seeds = tasks.seeds();
        int n = tasks.observationSize();
        int m = tasks.actionSize();
        arrays = new BatchArrays(tasks.tasks(), config.rows(), n, m);
        reward = fit(manager, REWARD, config.reward(), n + m, 1);
        next =
                config.nextObservation() instanceof MbmlConfig.Predicted predicted
                        ? Optional.of(fit(manager, NEXT, predicted.by(), n + m, n))
                        : Optional.empty();
        begin(0);
    }

    private Fit fit(
            NDManager manager,
            String name,
            MbmlConfig.Predictor predictor,
            int inputs,
            int outputs) {
        Mlp shape = predictor.network(inputs, outputs);
        List<RandomGenerator> weights = seeds.streams(name + " predictor weights");
        ParameterStack members =
                config.firstWeights().ofOthers().draw(manager, shape, config.members(), weights);
        Network network = Network.of(name + " predictors", members, config.rate());
        return new Fit(shape, network, predictor.largestDeviation());
    }

    @Override
    public Map<String, Double> step() {
        try (NDManager scratch = reward.network().parameters().manager().newSubManager()) {
            return update(arrays.draw(data, randoms, 0, config.rows()).toBatch(scratch));
        }
    }

    /** One step of every member on the same rows [T, B, ...] of its task. */
    Map<String, Double> update(Batch rows) {
        NDArray inputs = rows.observation().concat(rows.action(), 2).expandDims(1);
        Map<String, Double> seen = new LinkedHashMap<>();
        seen.put("reward_loss", reward.step(inputs, rows.reward().expandDims(2)));
        next.ifPresent(fit -> seen.put("next_loss", fit.step(inputs, rows.nextObservation())));
        return seen;
    }

    /** What has been learned so far, a copy of its own. */
    Relabelling relabelling() {
        return new Relabelling(reward.frozen(), next.map(Fit::frozen));
    }

    @Override
    public List<String> metrics() {
        return next.isPresent() ? List.of("reward_loss", "next_loss") : List.of("reward_loss");
    }

    @Override
    public void begin(int epoch) {
        randoms = seeds.derived("epoch", epoch).streams(STREAM);
    }

    @Override
    public void save(Snapshot to) {
        to.put(REWARD, reward.network().state());
        next.ifPresent(fit -> to.put(NEXT, fit.network().state()));
    }

    @Override
    public void restore(Snapshot from) {
        restore(from, REWARD, reward.network());
        next.ifPresent(fit -> restore(from, NEXT, fit.network()));
    }

    private static void restore(Snapshot from, String name, Network network) {
        network.restore(from.network(name, network.parameters()));
    }

    /** For a test that looks at gradients and gives values of its own. */
    Network reward() {
        return reward.network();
    }

    @Override
    public void close() {
        reward.network().close();
        next.ifPresent(fit -> fit.network().close());
    }
}
