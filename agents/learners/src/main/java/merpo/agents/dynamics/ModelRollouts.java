package merpo.agents.dynamics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.replay.ReplayBuffer;

/**
 * Rollouts in the learned models (PAPERS.md: A5, A6, A7): states of the dataset, a stochastic
 * action of the current policy, one elite drawn per row and step, successor and reward drawn from
 * its Gaussian. A task's rows follow from its own generator alone. Nothing is differentiated.
 */
public final class ModelRollouts {
    private final TaskModels models;
    private final Termination termination;
    private final List<ReplayBuffer> imagined;

    /** Whether the task has ended in this observation: analytic, shared with the environment. */
    @FunctionalInterface
    public interface Termination {
        /** Whether an episode ends in this observation, [obs]. */
        boolean terminates(double[] observation);
    }

    /**
     * @param imagined where the rollouts go, one buffer per task
     */
    public ModelRollouts(TaskModels models, Termination termination, List<ReplayBuffer> imagined) {
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

    /** Rollouts of length one from {@code rows} states of each task's dataset. */
    public void rollOut(
            NDManager manager,
            Policy policy,
            ParameterStack actors,
            List<ReplayBuffer> real,
            List<RandomGenerator> randoms,
            int rows) {
        rollOut(manager, policy, actors, real, randoms, Rollouts.of(1, rows));
    }

    /**
     * Rolls out from states of each task's dataset.
     *
     * @param actors parameters of each task's current policy
     * @param randoms one generator per task
     * @throws IllegalStateException if a model predicts what is not finite
     */
    public void rollOut(
            NDManager manager,
            Policy policy,
            ParameterStack actors,
            List<ReplayBuffer> real,
            List<RandomGenerator> randoms,
            Rollouts rollouts) {
        float[][] states = starts(real, randoms, rollouts.rows());
        for (int step = 1; step <= rollouts.length() && anyLeft(states); step++) {
            try (NDManager scratch = manager.newSubManager()) {
                float[][] actions = actions(scratch, policy, actors, states, randoms, rollouts);
                Successors successors =
                        Successors.predict(scratch, models, states, actions, randoms);
                for (int task = 0; task < states.length; task++) {
                    RandomGenerator random = randoms.get(task);
                    states[task] =
                            new TaskStep(task, step, states[task], actions[task])
                                    .follow(successors, rollouts.divergence(), random);
                }
            }
        }
    }

    private float[][] starts(List<ReplayBuffer> real, List<RandomGenerator> randoms, int rows) {
        int n = models.network().observationSize();
        float[][] states = new float[models.tasks()][rows * n];
        for (int task = 0; task < states.length; task++) {
            for (int row = 0; row < rows; row++) {
                int start = randoms.get(task).nextInt(real.get(task).size());
                real.get(task).observation(start, states[task], row);
            }
        }
        return states;
    }

    private static boolean anyLeft(float[][] states) {
        return Arrays.stream(states).anyMatch(rows -> rows.length > 0);
    }

    private float[][] actions(
            NDManager scratch,
            Policy policy,
            ParameterStack actors,
            float[][] states,
            List<RandomGenerator> randoms,
            Rollouts rollouts) {
        int m = policy.actionSize();
        float[][] draws = new float[states.length][];
        for (int task = 0; task < states.length; task++) {
            RandomGenerator random = randoms.get(task);
            draws[task] = new float[states[task].length / policy.observationSize() * m];
            for (int i = 0; i < draws[task].length; i++) {
                draws[task][i] =
                        rollouts.actions() == Rollouts.Actions.UNIFORM
                                ? (float) (2 * random.nextDouble() - 1)
                                : (float) random.nextGaussian();
            }
        }
        if (rollouts.actions() == Rollouts.Actions.UNIFORM) {
            return draws;
        }
        NDArray noise = padded(scratch, draws, m);
        float[] drawn =
                policy.at(padded(scratch, states, policy.observationSize()), actors.constant())
                        .sample(noise)
                        .action()
                        .toFloatArray();
        int stride = drawn.length / states.length;
        for (int task = 0; task < states.length; task++) {
            System.arraycopy(drawn, task * stride, draws[task], 0, draws[task].length);
        }
        return draws;
    }

    /** Rows of every task, [T, most rows, width]; zeros where a task has fewer. */
    private static NDArray padded(NDManager manager, float[][] values, int width) {
        int most = Arrays.stream(values).mapToInt(own -> own.length).max().orElseThrow();
        float[] all = new float[values.length * most];
        for (int task = 0; task < values.length; task++) {
            System.arraycopy(values[task], 0, all, task * most, values[task].length);
        }
        return manager.create(all, new Shape(values.length, most / width, width));
    }

    /** One step of one task's rows. */
    private final class TaskStep {
        private final int task;
        private final int step; // of the rollout, from 1
        private final float[] states; // [row * observation]
        private final float[] actions; // [row * action]
        private final float[] next;
        private final double[] observation;

        TaskStep(int task, int step, float[] states, float[] actions) {
            this.task = task;
            this.step = step;
            this.states = states;
            this.actions = actions;
            next = new float[models.network().observationSize()];
            observation = new double[next.length];
        }

        /** Stores every row; gives the successors of those that go on. */
        float[] follow(Successors successors, double divergence, RandomGenerator random) {
            int n = next.length;
            int rows = states.length / n;
            float[] going = new float[states.length];
            int left = 0;
            for (int row = 0; row < rows; row++) {
                float reward = successors.draw(task, row, states, next, random);
                requireFinite(reward, "reward", 0);
                boolean terminal = far(divergence) || termination.terminates(observation);
                imagined.get(task)
                        .add(
                                states,
                                row * n,
                                actions,
                                row * models.network().actionSize(),
                                reward,
                                next,
                                0,
                                terminal);
                if (!terminal) {
                    System.arraycopy(next, 0, going, left++ * n, n);
                }
            }
            return Arrays.copyOf(going, left * n);
        }

        /** Whether any entry has left the world; on the way the successor becomes doubles. */
        private boolean far(double divergence) {
            boolean far = false;
            for (int i = 0; i < next.length; i++) {
                requireFinite(next[i], "observation", i);
                observation[i] = next[i];
                far |= Math.abs(next[i]) >= divergence;
            }
            return far;
        }

        private void requireFinite(float value, String what, int entry) {
            if (!Float.isFinite(value)) {
                throw new IllegalStateException(
                        "Rollout step %d of task %d: the model predicts %s[%d] = %s, must be finite. Train the model on more data, or guard the rollout: Rollouts.divergence"
                                .formatted(step, task, what, entry, value));
            }
        }
    }
}
