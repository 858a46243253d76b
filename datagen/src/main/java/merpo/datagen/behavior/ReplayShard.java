package merpo.datagen.behavior;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.storage.Safetensors;

/** Consecutive rows of every task's replay buffer as a file: what came between two snapshots. */
final class ReplayShard {
    private ReplayShard() {}

    /**
     * Writes the newest rows of each buffer.
     *
     * @param from first row of each [T]
     */
    static void write(Path file, List<ReplayBuffer> buffers, int[] from) throws IOException {
        Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        for (int task = 0; task < buffers.size(); task++) {
            put(task, buffers.get(task), from[task], tensors);
        }
        Safetensors.of(tensors, Map.of()).write(file);
    }

    private static void put(
            int task, ReplayBuffer buffer, int from, Map<String, Safetensors.Tensor> tensors) {
        int rows = buffer.size() - from;
        int obs = buffer.observationSize();
        int act = buffer.actionSize();
        float[] observations = new float[rows * obs];
        float[] actions = new float[rows * act];
        float[] rewards = new float[rows];
        float[] successors = new float[rows * obs];
        float[] terminals = new float[rows];
        for (int row = 0; row < rows; row++) {
            buffer.observation(from + row, observations, row);
            buffer.action(from + row, actions, row);
            buffer.nextObservation(from + row, successors, row);
            rewards[row] = buffer.reward(from + row);
            terminals[row] = buffer.terminal(from + row) ? 1 : 0;
        }
        String name = "task-%03d.".formatted(task);
        tensors.put(name + "observations", Safetensors.Tensor.of(observations, rows, obs));
        tensors.put(name + "actions", Safetensors.Tensor.of(actions, rows, act));
        tensors.put(name + "rewards", Safetensors.Tensor.of(rewards, rows));
        tensors.put(name + "next_observations", Safetensors.Tensor.of(successors, rows, obs));
        tensors.put(name + "terminals", Safetensors.Tensor.of(terminals, rows));
    }

    /** Adds the rows of a file to the buffers. */
    static void append(Path file, List<ReplayBuffer> buffers) throws IOException {
        Safetensors stored = Safetensors.read(file);
        for (int task = 0; task < buffers.size(); task++) {
            String name = "task-%03d.".formatted(task);
            ReplayBuffer buffer = buffers.get(task);
            int obs = buffer.observationSize();
            int act = buffer.actionSize();
            float[] observations = stored.values(name + "observations");
            float[] actions = stored.values(name + "actions");
            float[] rewards = stored.values(name + "rewards");
            float[] successors = stored.values(name + "next_observations");
            float[] terminals = stored.values(name + "terminals");
            for (int row = 0; row < rewards.length; row++) {
                buffer.add(
                        observations,
                        row * obs,
                        actions,
                        row * act,
                        rewards[row],
                        successors,
                        row * obs,
                        terminals[row] == 1);
            }
        }
    }
}
