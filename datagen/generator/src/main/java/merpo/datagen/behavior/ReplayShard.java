package merpo.datagen.behavior;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import merpo.datagen.dataset.Columns;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.storage.Safetensors;

/**
 * Consecutive rows of every task's replay buffer as a file: what came between two snapshots. Flags
 * are 0 or 1; simulations of a task take turns, and rows of one episode id belong together.
 */
record ReplayShard(Safetensors stored) {

    /** Writes the rows of each task. */
    static void write(Path file, List<Columns> tasks, RowShape shape) throws IOException {
        Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        for (int task = 0; task < tasks.size(); task++) {
            put(name(task), tasks.get(task), shape, tensors);
        }
        Safetensors.of(tensors, Map.of()).write(file);
    }

    private static void put(
            String name, Columns rows, RowShape shape, Map<String, Safetensors.Tensor> to) {
        int n = rows.rewards().length;
        to.put(
                name + "observations",
                Safetensors.Tensor.of(rows.observations(), n, shape.observation()));
        to.put(name + "actions", Safetensors.Tensor.of(rows.actions(), n, shape.action()));
        to.put(name + "rewards", Safetensors.Tensor.of(rows.rewards(), n));
        to.put(
                name + "next_observations",
                Safetensors.Tensor.of(rows.nextObservations(), n, shape.observation()));
        to.put(name + "terminals", flags(rows.terminals()));
        to.put(name + "timeouts", flags(rows.timeouts()));
        to.put(name + "qpos", Safetensors.Tensor.of(rows.positions(), n, shape.positions()));
        to.put(name + "qvel", Safetensors.Tensor.of(rows.velocities(), n, shape.velocities()));
        to.put(name + "action_log_probs", Safetensors.Tensor.of(rows.actionLogProbs(), n));
        double[] episodes = new double[n];
        double[] steps = new double[n];
        for (int row = 0; row < n; row++) {
            episodes[row] = rows.episodeIds()[row];
            steps[row] = rows.checkpointSteps()[row];
        }
        to.put(name + "episode_id", Safetensors.Tensor.of(episodes, n));
        to.put(name + "checkpoint_step", Safetensors.Tensor.of(steps, n));
    }

    private static Safetensors.Tensor flags(boolean[] flags) {
        float[] values = new float[flags.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = flags[row] ? 1 : 0;
        }
        return Safetensors.Tensor.of(values, values.length);
    }

    static ReplayShard read(Path file) throws IOException {
        return new ReplayShard(Safetensors.read(file));
    }

    /** Widths of its rows. */
    RowShape shape() {
        return new RowShape(width("observations"), width("actions"), width("qpos"), width("qvel"));
    }

    private int width(String array) {
        return stored.tensors().get(name(0) + array).shape()[1];
    }

    /** The rows of a task. */
    Columns columns(int task) {
        String name = name(task);
        double[] episodes = stored.doubles(name + "episode_id");
        double[] steps = stored.doubles(name + "checkpoint_step");
        int[] episodeIds = new int[episodes.length];
        long[] checkpointSteps = new long[steps.length];
        for (int row = 0; row < episodeIds.length; row++) {
            episodeIds[row] = (int) episodes[row];
            checkpointSteps[row] = (long) steps[row];
        }
        return new Columns(
                stored.values(name + "observations"),
                stored.values(name + "actions"),
                stored.values(name + "rewards"),
                stored.values(name + "next_observations"),
                flags(name + "terminals"),
                flags(name + "timeouts"),
                stored.doubles(name + "qpos"),
                stored.doubles(name + "qvel"),
                stored.values(name + "action_log_probs"),
                episodeIds,
                checkpointSteps);
    }

    private boolean[] flags(String name) {
        float[] values = stored.values(name);
        boolean[] flags = new boolean[values.length];
        for (int row = 0; row < flags.length; row++) {
            flags[row] = values[row] == 1;
        }
        return flags;
    }

    /** Adds the rows of each task to its buffer. */
    void appendTo(List<ReplayBuffer> buffers) {
        for (int task = 0; task < buffers.size(); task++) {
            Columns rows = columns(task);
            ReplayBuffer buffer = buffers.get(task);
            for (int row = 0; row < rows.rewards().length; row++) {
                buffer.add(
                        rows.observations(),
                        row * buffer.observationSize(),
                        rows.actions(),
                        row * buffer.actionSize(),
                        rows.rewards()[row],
                        rows.nextObservations(),
                        row * buffer.observationSize(),
                        rows.terminals()[row]);
            }
        }
    }

    private static String name(int task) {
        return String.format(Locale.ROOT, "task-%03d.", task);
    }
}
