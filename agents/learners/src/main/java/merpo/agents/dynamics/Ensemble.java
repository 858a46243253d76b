package merpo.agents.dynamics;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.NonFiniteException;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.PerTask;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.ReplayBuffer;

/**
 * Trains ensembles from random weights as COMBO does (PAPERS.md, "Ensembles"), a stack of tasks at
 * once: each task has its own scales, epochs and end, and one that has ended moves no more. A pure
 * function of data, settings and seed.
 */
public final class Ensemble {
    private final NDManager manager;
    private final EnsembleConfig config;
    private final DynamicsNetwork network;
    private final List<EnsembleTraining> tasks;

    /** What a training tells while it runs. */
    public interface Listener {
        /** Hears nothing. */
        Listener NONE = epoch -> {};

        /**
         * @param step gradient steps done, at least one task still learns
         * @param loss per task and member, mean over the tasks that still learn
         */
        default void step(int step, double loss) {}

        /** Told after each epoch of each task that still learns. */
        void epoch(Epoch epoch);
    }

    /**
     * One point of a task's hold-out curve.
     *
     * @param task index in the stack
     * @param epoch of this task, from 1
     * @param steps gradient steps of this task so far
     * @param loss per member, mean over the epoch
     * @param memberError mean squared error of each member's mean on held-out rows, standardised
     * @param better members that improved by the required share
     * @param last whether the task's training ends here
     */
    @SuppressWarnings("ArrayRecordComponent") // a report, never compared
    public record Epoch(
            int task,
            int epoch,
            int steps,
            double loss,
            double[] memberError,
            int better,
            boolean last) {}

    private Ensemble(
            NDManager manager,
            EnsembleConfig config,
            DynamicsNetwork network,
            List<EnsembleTraining> tasks) {
        this.manager = manager;
        this.config = config;
        this.network = network;
        this.tasks = tasks;
    }

    /**
     * Trains one ensemble per dataset.
     *
     * @param datasets one per row of the stack, of one environment; sizes may differ
     * @throws IllegalStateException if a loss or a gradient is not finite
     */
    public static TaskModels train(
            NDManager manager,
            EnsembleConfig config,
            List<ReplayBuffer> datasets,
            Seeds seeds,
            Listener listener) {
        DynamicsNetwork network = config.sizes().network(datasets.get(0));
        List<Standardization> scales = scales(datasets);
        List<ModelData> data = data(config, datasets, scales, seeds);
        List<EnsembleTraining> tasks = new ArrayList<>();
        for (int task = 0; task < datasets.size(); task++) {
            tasks.add(
                    new EnsembleTraining(
                            task, config, data.get(task), seeds.stream("ensemble epochs", task)));
        }
        float[] trained = new Ensemble(manager, config, network, tasks).run(seeds, listener);
        return models(manager, config, network, scales, data, trained);
    }

    /** Models that {@link #train} made before, from their parameters; ranked on the same rows. */
    public static TaskModels restore(
            NDManager manager,
            EnsembleConfig config,
            List<ReplayBuffer> datasets,
            float[] parameters,
            Seeds seeds) {
        List<Standardization> scales = scales(datasets);
        return models(
                manager,
                config,
                config.sizes().network(datasets.get(0)),
                scales,
                data(config, datasets, scales, seeds),
                parameters);
    }

    private static TaskModels models(
            NDManager manager,
            EnsembleConfig config,
            DynamicsNetwork network,
            List<Standardization> scales,
            List<ModelData> data,
            float[] parameters) {
        ParameterStack stack = network.parameters(manager, parameters);
        return new TaskModels(
                network,
                scales,
                stack,
                Ranking.of(manager, network, stack, data, config.sizes().elites()));
    }

    private static List<Standardization> scales(List<ReplayBuffer> datasets) {
        return datasets.stream().map(dataset -> Standardization.of(List.of(dataset))).toList();
    }

    private static List<ModelData> data(
            EnsembleConfig config,
            List<ReplayBuffer> datasets,
            List<Standardization> scales,
            Seeds seeds) {
        return IntStream.range(0, datasets.size())
                .mapToObj(
                        task ->
                                ModelData.of(
                                        task,
                                        datasets.get(task),
                                        scales.get(task),
                                        config.sizes().members(),
                                        seeds.stream("model holdout", task)))
                .toList();
    }

    /** All tasks' parameters, [T * P]. */
    private float[] run(Seeds seeds, Listener listener) {
        List<EnsembleTraining> learning = tasks;
        Network learners = Network.of("dynamics ensemble", fresh(seeds), config.learningRate());
        try {
            for (int step = 1; !learning.isEmpty(); step++) {
                double loss = step(learners, learning, step);
                listener.step(step, loss);
                int[] remaining = judge(learners, learning, listener);
                if (remaining.length < learning.size()) {
                    Network rest = remaining.length == 0 ? null : learners.gather(remaining);
                    learners.close();
                    learners = rest;
                    List<EnsembleTraining> before = learning;
                    learning = Arrays.stream(remaining).mapToObj(before::get).toList();
                }
            }
        } finally {
            if (learners != null) {
                learners.close();
            }
        }
        return tasks.stream()
                .map(EnsembleTraining::best)
                .reduce(new float[0], DynamicsNetwork::concat);
    }

    private ParameterStack fresh(Seeds seeds) {
        float[] all = new float[0];
        for (int task = 0; task < tasks.size(); task++) {
            try (ParameterStack one =
                    network.initialize(manager, seeds.stream("ensemble weights", task))) {
                all = DynamicsNetwork.concat(all, one.toArray());
            }
        }
        return network.parameters(manager, all);
    }

    private double step(Network learners, List<EnsembleTraining> learning, int step) {
        try (NDManager scratch = manager.newSubManager()) {
            ModelData.Pairs pairs =
                    ModelData.gather(
                            scratch,
                            learning.stream().map(EnsembleTraining::data).toList(),
                            learning.stream().map(EnsembleTraining::next).toArray(int[][][]::new));
            float[] loss;
            try {
                loss =
                        learners.descend(
                                parameters ->
                                        network.negativeLogLikelihood(
                                                pairs.input(), pairs.target(), parameters));
            } catch (NonFiniteException e) {
                throw diverged(scratch, learners, learning, pairs, step, e);
            }
            for (int row = 0; row < loss.length; row++) {
                learning.get(row).took(loss[row] / config.sizes().members());
            }
            return PerTask.mean(loss) / config.sizes().members();
        }
    }

    /** Says which task: the stack's rows are the tasks that still learn. */
    private IllegalStateException diverged(
            NDManager scratch,
            Network learners,
            List<EnsembleTraining> learning,
            ModelData.Pairs pairs,
            int step,
            NonFiniteException cause) {
        NDList parameters = new NDList();
        learners.constant().forEach(block -> parameters.add(block.duplicate()));
        parameters.attach(scratch); // and with them what the loss makes of them
        float[] loss =
                network.negativeLogLikelihood(pairs.input(), pairs.target(), parameters)
                        .toFloatArray();
        String what = "its gradient is not finite";
        int at = 0;
        for (int row = 0; row < loss.length; row++) {
            if (!Float.isFinite(loss[row])) {
                what = "its loss is " + loss[row] + ", must be finite";
                at = row;
                break;
            }
        }
        return new IllegalStateException(
                "Dynamics ensemble, step %d, task %d: %s. Lower the learning rate, now %s (%s)"
                        .formatted(
                                step,
                                learning.get(at).task(),
                                what,
                                config.learningRate(),
                                cause.getMessage()),
                cause);
    }

    /**
     * Judges the tasks whose epoch is over.
     *
     * @return rows of the stack that go on
     */
    private int[] judge(Network learners, List<EnsembleTraining> learning, Listener listener) {
        List<Integer> remaining = new ArrayList<>();
        for (int row = 0; row < learning.size(); row++) {
            EnsembleTraining task = learning.get(row);
            if (task.epochIsOver()) {
                try (ParameterStack own = learners.parameters().gather(row)) {
                    double[] error = Ranking.memberErrors(manager, network, own, task.data());
                    listener.epoch(task.judge(network, own.toArray(), error));
                }
            }
            if (!task.ended()) {
                remaining.add(row);
            }
        }
        return remaining.stream().mapToInt(Integer::intValue).toArray();
    }
}
