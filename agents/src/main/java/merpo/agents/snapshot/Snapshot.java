package merpo.agents.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import merpo.datagen.nn.Adam;
import merpo.datagen.nn.Network;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.storage.Safetensors;

/**
 * Everything that a learner remembers between two steps: arrays by name, in one file. Names nest:
 * each part of a learner writes below its own.
 */
public final class Snapshot {
    private final Map<String, Safetensors.Tensor> tensors;
    private final String prefix;
    private final String source;

    private Snapshot(Map<String, Safetensors.Tensor> tensors, String prefix, String source) {
        this.tensors = tensors;
        this.prefix = prefix;
        this.source = source;
    }

    /** To be filled. */
    public static Snapshot empty() {
        return new Snapshot(new TreeMap<>(), "", "the snapshot");
    }

    /** As {@link #write} left it. */
    public static Snapshot read(Path file) throws IOException {
        return new Snapshot(Safetensors.read(file).tensors(), "", file.toString());
    }

    /** Written whole or not at all. */
    public void write(Path file) throws IOException {
        Safetensors.of(tensors, Map.of()).write(file);
    }

    /** The same snapshot one level deeper. */
    public Snapshot at(String name) {
        return new Snapshot(tensors, prefix + name + ".", source);
    }

    public void put(String name, float[] values) {
        tensors.put(prefix + name, Safetensors.Tensor.of(values, values.length));
    }

    public void put(String name, double... values) {
        tensors.put(prefix + name, Safetensors.Tensor.of(values, values.length));
    }

    /** Parameters, moments and step counters. */
    public void put(String name, Network.State network) {
        Snapshot below = at(name);
        below.put("parameters", network.parameters());
        below.put("first", network.adam().first());
        below.put("second", network.adam().second());
        double[] steps = new double[network.adam().steps().length];
        for (int task = 0; task < steps.length; task++) {
            steps[task] = network.adam().steps()[task];
        }
        below.put("steps", steps);
    }

    /** Rows and the place of the next one. */
    public void put(String name, ReplayBuffer.State buffer) {
        Snapshot below = at(name);
        below.put("observations", buffer.observations());
        below.put("actions", buffer.actions());
        below.put("rewards", buffer.rewards());
        below.put("next-observations", buffer.nextObservations());
        below.put("terminals", buffer.terminals());
        below.put("next", new double[] {buffer.next()});
    }

    /** The inverse of {@link #put(String, ReplayBuffer.State)}. */
    public ReplayBuffer.State buffer(String name) {
        Snapshot below = at(name);
        return new ReplayBuffer.State(
                below.floats("observations"),
                below.floats("actions"),
                below.floats("rewards"),
                below.floats("next-observations"),
                below.floats("terminals"),
                (int) below.doubles("next")[0]);
    }

    /** The rows of several buffers. */
    public void put(String name, List<ReplayBuffer> buffers) {
        for (int task = 0; task < buffers.size(); task++) {
            at(name).put("task-" + task, buffers.get(task).state());
        }
    }

    /** Fills buffers of the same capacities. */
    public void restore(String name, List<ReplayBuffer> buffers) {
        for (int task = 0; task < buffers.size(); task++) {
            buffers.get(task).restore(at(name).buffer("task-" + task));
        }
    }

    public float[] floats(String name) {
        return get(name, Safetensors.Floats.class).values();
    }

    public double[] doubles(String name) {
        return get(name, Safetensors.Doubles.class).values();
    }

    /** The inverse of {@link #put(String, Network.State)}. */
    public Network.State network(String name) {
        Snapshot below = at(name);
        double[] counted = below.doubles("steps");
        int[] steps = new int[counted.length];
        for (int task = 0; task < steps.length; task++) {
            steps[task] = (int) counted[task];
        }
        return new Network.State(
                below.floats("parameters"),
                new Adam.State(below.floats("first"), below.floats("second"), steps));
    }

    private <T extends Safetensors.Tensor> T get(String name, Class<T> type) {
        Safetensors.Tensor tensor = tensors.get(prefix + name);
        if (!type.isInstance(tensor)) {
            throw new IllegalArgumentException(
                    "%s has no \"%s\": it was made by another learner or version. Begin the training again in another directory"
                            .formatted(source, prefix + name));
        }
        return type.cast(tensor);
    }
}
