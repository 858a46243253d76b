package merpo.agents.dynamics;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.replay.ReplayBuffer;

/**
 * Rollouts of length one in the learned models (facts/algorithms.md 0.8): states of the dataset, a
 * stochastic action of the current policy, one elite drawn per row, successor and reward drawn from
 * its Gaussian.
 */
public final class Imagination {
    private final TaskModels models;
    private final Termination termination;
    private final List<ReplayBuffer> imagined;

    /** Whether the task has ended in this observation: analytic, shared with the environment. */
    @FunctionalInterface
    public interface Termination {
        boolean terminates(double[] observation);
    }

    /**
     * @param imagined where the rollouts go, one buffer per task
     */
    public Imagination(TaskModels models, Termination termination, List<ReplayBuffer> imagined) {
        this.models = models;
        this.termination = termination;
        this.imagined = imagined;
    }

    /** Buffers for the rollouts of {@code tasks} tasks, first in, first out. */
    public static List<ReplayBuffer> buffers(
            int tasks, int capacity, int observationSize, int actionSize) {
        List<ReplayBuffer> buffers = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            buffers.add(new ReplayBuffer(capacity, observationSize, actionSize));
        }
        return List.copyOf(buffers);
    }

    /** The rollouts so far, one buffer per task. */
    public List<ReplayBuffer> imagined() {
        return imagined;
    }

    /**
     * Rolls out from {@code rows} states of each task's dataset.
     *
     * @param actors parameters of each task's current policy
     * @param randoms one generator per task
     */
    public void rollOut(
            NDManager manager,
            Policy policy,
            ParameterStack actors,
            List<ReplayBuffer> real,
            List<RandomGenerator> randoms,
            int rows) {
        DynamicsNetwork network = models.network();
        int n = network.observationSize();
        int tasks = models.tasks();
        float[] states = new float[tasks * rows * n];
        for (int task = 0; task < tasks; task++) {
            for (int row = 0; row < rows; row++) {
                int start = randoms.get(task).nextInt(real.get(task).size());
                real.get(task).observation(start, states, task * rows + row);
            }
        }
        float[] actions = policy.act(actors, states, randoms).actions();
        try (NDManager scratch = manager.newSubManager()) {
            float[] input = standardise(states, actions);
            DynamicsNetwork.Prediction prediction =
                    network.predict(
                            scratch.create(input, new Shape(tasks, 1, rows, network.inputs())),
                            models.parameters().constant());
            float[] mean = prediction.mean().toFloatArray();
            float[] logVariance = prediction.logVariance().toFloatArray();
            for (int task = 0; task < tasks; task++) {
                int[] elites = models.quality(task).elites();
                RandomGenerator random = randoms.get(task);
                for (int row = 0; row < rows; row++) {
                    int member = elites[random.nextInt(elites.length)];
                    int at = (task * network.members() + member) * rows + row;
                    int from = task * rows + row;
                    imagine(task, states, actions, from, mean, logVariance, at, random);
                }
            }
        }
    }

    private void imagine(
            int task,
            float[] states,
            float[] actions,
            int from,
            float[] mean,
            float[] logVariance,
            int at,
            RandomGenerator random) {
        int n = models.network().observationSize();
        int width = models.network().targets();
        float[] next = new float[n];
        double[] observation = new double[n];
        float reward = 0;
        for (int entry = 0; entry < width; entry++) {
            double deviation = Math.exp(0.5 * logVariance[at * width + entry]);
            double drawn = mean[at * width + entry] + deviation * random.nextGaussian();
            double raw = models.scale().raw(entry, drawn);
            if (entry < n) {
                next[entry] = (float) (states[from * n + entry] + raw);
                observation[entry] = next[entry];
            } else {
                reward = (float) raw;
            }
        }
        imagined.get(task)
                .add(
                        states,
                        from * n,
                        actions,
                        from * models.network().actionSize(),
                        reward,
                        next,
                        0,
                        termination.terminates(observation));
    }

    private float[] standardise(float[] states, float[] actions) {
        int n = models.network().observationSize();
        int m = models.network().actionSize();
        int rows = states.length / n;
        float[] input = new float[rows * (n + m)];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < n; i++) {
                input[row * (n + m) + i] = models.scale().input(i, states[row * n + i]);
            }
            for (int i = 0; i < m; i++) {
                input[row * (n + m) + n + i] = models.scale().input(n + i, actions[row * m + i]);
            }
        }
        return input;
    }
}
