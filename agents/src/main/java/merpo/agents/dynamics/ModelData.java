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

    static ModelData of(
            ReplayBuffer buffer, Standardization scale, int members, RandomGenerator random) {
        int n = buffer.size();
        if (n < 2) {
            throw new IllegalArgumentException(
                    "A dataset has %d transitions, must be at least 2: one to train the model on, one held out"
                            .formatted(n));
        }
        int inputs = buffer.observationSize() + buffer.actionSize();
        int targets = buffer.observationSize() + 1;
        float[] x = new float[n * inputs];
        float[] y = new float[n * targets];
        float[] input = new float[inputs];
        float[] target = new float[targets];
        for (int row = 0; row < n; row++) {
            Standardization.read(buffer, row, input, target);
            for (int i = 0; i < inputs; i++) {
                x[row * inputs + i] = scale.input(i, input[i]);
            }
            for (int i = 0; i < targets; i++) {
                y[row * targets + i] = scale.target(i, target[i]);
            }
        }
        int held = Math.max(1, (int) Math.min(HOLDOUT_SHARE * n, HOLDOUT_LIMIT));
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

    private int rows() {
        return x.length / inputs;
    }

    int inputs() {
        return inputs;
    }

    int targets() {
        return targets;
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

    /** The first {@code count} held-out rows of each task, the same for every member. */
    static Pairs heldOut(NDManager manager, List<ModelData> tasks, int count) {
        int[][][] rows = new int[tasks.size()][1][];
        for (int task = 0; task < rows.length; task++) {
            rows[task][0] = Arrays.copyOf(tasks.get(task).holdout, count);
        }
        return gather(manager, tasks, rows);
    }

    /** The smallest number of held-out rows among the tasks. */
    static int heldOutRows(List<ModelData> tasks) {
        return tasks.stream().mapToInt(task -> task.holdout.length).min().orElseThrow();
    }

    private static Pairs gather(NDManager manager, List<ModelData> tasks, int[][][] rows) {
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
