package merpo.agents.dynamics;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.replay.ReplayBuffer;

/**
 * Standardised pairs (s, a) to (s' - s, r) of one task, or of several pooled: some to train on,
 * some held out, and for each member its own bootstrap resample.
 */
final class ModelData {
    private static final double HOLDOUT_SHARE = 0.2;
    private static final int HOLDOUT_LIMIT = 1000;
    private static final int LEAST_ROWS = 5; // of which a fifth is one row

    private final int inputs;
    private final int targets;
    private final float[] x; // [n, inputs]
    private final float[] y; // [n, targets]
    private final int[] train;
    private final int[] holdout;
    private final int[][] bootstrap; // [member][train.length]

    private ModelData(
            int inputs,
            int targets,
            float[] x,
            float[] y,
            int[] train,
            int[] holdout,
            int[][] bootstrap) {
        this.inputs = inputs;
        this.targets = targets;
        this.x = x;
        this.y = y;
        this.train = train;
        this.holdout = holdout;
        this.bootstrap = bootstrap;
    }

    /**
     * @param task index of the dataset, for messages
     */
    static ModelData of(
            int task,
            ReplayBuffer buffer,
            Standardization scale,
            int members,
            RandomGenerator random) {
        int n = buffer.size();
        if (n < LEAST_ROWS) {
            throw new IllegalArgumentException(
                    "The dataset of task %d has %d transitions, must be at least %d: a fifth is held out to rank the model's members. Give it more episodes"
                            .formatted(task, n, LEAST_ROWS));
        }
        int inputs = buffer.observationSize() + buffer.actionSize();
        int targets = buffer.observationSize() + 1;
        float[] x = new float[n * inputs];
        float[] y = new float[n * targets];
        float[] input = new float[inputs];
        float[] target = new float[targets];
        for (int row = 0; row < n; row++) {
            Standardization.read(buffer, row, input, target);
            requireFinite(task, row, buffer.observationSize(), input, target);
            for (int i = 0; i < inputs; i++) {
                x[row * inputs + i] = scale.input(i, input[i]);
            }
            for (int i = 0; i < targets; i++) {
                y[row * targets + i] = scale.target(i, target[i]);
            }
        }
        int held = (int) Math.min(HOLDOUT_SHARE * n, HOLDOUT_LIMIT);
        int[] order = shuffled(n, random);
        int[] train = Arrays.copyOfRange(order, held, n);
        return new ModelData(
                inputs,
                targets,
                x,
                y,
                train,
                Arrays.copyOf(order, held),
                resample(train, members, random));
    }

    /** All rows of several tasks as one; the split into training and holdout rows stays. */
    static ModelData pool(List<ModelData> parts, int members, RandomGenerator random) {
        List<int[]> train = new ArrayList<>();
        List<int[]> holdout = new ArrayList<>();
        int rows = parts.stream().mapToInt(ModelData::rows).sum();
        ModelData any = parts.get(0);
        float[] x = new float[rows * any.inputs];
        float[] y = new float[rows * any.targets];
        int first = 0;
        for (ModelData part : parts) {
            int offset = first;
            System.arraycopy(part.x, 0, x, first * any.inputs, part.x.length);
            System.arraycopy(part.y, 0, y, first * any.targets, part.y.length);
            train.add(Arrays.stream(part.train).map(row -> row + offset).toArray());
            holdout.add(Arrays.stream(part.holdout).map(row -> row + offset).toArray());
            first += part.rows();
        }
        int[] all = train.stream().flatMapToInt(Arrays::stream).toArray();
        return new ModelData(
                any.inputs,
                any.targets,
                x,
                y,
                all,
                holdout.stream().flatMapToInt(Arrays::stream).toArray(),
                resample(all, members, random));
    }

    private static void requireFinite(
            int task, int row, int observations, float[] input, float[] target) {
        for (int i = 0; i < input.length; i++) {
            if (!Float.isFinite(input[i])) {
                throw notFinite(
                        task,
                        row,
                        i < observations ? "observation" : "action",
                        i < observations ? i : i - observations,
                        input[i]);
            }
        }
        for (int i = 0; i < target.length; i++) {
            if (!Float.isFinite(target[i])) {
                throw i < observations
                        ? notFinite(task, row, "change of the observation", i, target[i])
                        : notFinite(task, row, "reward", 0, target[i]);
            }
        }
    }

    private static IllegalArgumentException notFinite(
            int task, int row, String what, int entry, float value) {
        return new IllegalArgumentException(
                "The dataset of task %d, row %d: %s[%d] is %s, must be finite. Leave that episode out or make the dataset again"
                        .formatted(task, row, what, entry, value));
    }

    private int rows() {
        return x.length / inputs;
    }

    int inputs() {
        return inputs;
    }

    int targets() {
        return targets;
    }

    /** A copy of each member's resample, [member][n]. */
    int[][] resamples() {
        return Arrays.stream(bootstrap).map(int[]::clone).toArray(int[][]::new);
    }

    private static int[] shuffled(int n, RandomGenerator random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static int[][] resample(int[] rows, int members, RandomGenerator random) {
        int[][] samples = new int[members][rows.length];
        for (int[] sample : samples) {
            for (int i = 0; i < sample.length; i++) {
                sample[i] = rows[random.nextInt(rows.length)];
            }
        }
        return samples;
    }

    /**
     * One batch of each task for each member.
     *
     * @param input [T, M, B, inputs]
     * @param target [T, M, B, targets]
     */
    record Pairs(NDArray input, NDArray target) {}

    /** Draws from each member's own resample, uniformly with replacement. */
    static Pairs draw(
            NDManager manager, List<ModelData> tasks, List<RandomGenerator> randoms, int batch) {
        int members = tasks.get(0).bootstrap.length;
        int[][][] rows = new int[tasks.size()][members][batch];
        for (int task = 0; task < rows.length; task++) {
            RandomGenerator random = randoms.get(task);
            for (int member = 0; member < members; member++) {
                int[] sample = tasks.get(task).bootstrap[member];
                for (int i = 0; i < batch; i++) {
                    rows[task][member][i] = sample[random.nextInt(sample.length)];
                }
            }
        }
        return gather(manager, tasks, rows);
    }

    /** All held-out rows, the same for every member: T and M are 1. */
    Pairs heldOut(NDManager manager) {
        return gather(manager, List.of(this), new int[][][] {{holdout}});
    }

    /**
     * @param rows [task][member][batch]
     */
    static Pairs gather(NDManager manager, List<ModelData> tasks, int[][][] rows) {
        int inputs = tasks.get(0).inputs;
        int targets = tasks.get(0).targets;
        int members = rows[0].length;
        int batch = rows[0][0].length;
        float[] input = new float[tasks.size() * members * batch * inputs];
        float[] target = new float[tasks.size() * members * batch * targets];
        int at = 0;
        for (int task = 0; task < rows.length; task++) {
            ModelData data = tasks.get(task);
            for (int[] memberRows : rows[task]) {
                for (int row : memberRows) {
                    System.arraycopy(data.x, row * inputs, input, at * inputs, inputs);
                    System.arraycopy(data.y, row * targets, target, at * targets, targets);
                    at++;
                }
            }
        }
        return new Pairs(
                manager.create(input, new Shape(tasks.size(), members, batch, inputs)),
                manager.create(target, new Shape(tasks.size(), members, batch, targets)));
    }
}
