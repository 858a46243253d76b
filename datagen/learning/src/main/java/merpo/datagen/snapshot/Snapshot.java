package merpo.datagen.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import merpo.datagen.nn.Adam;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.storage.Safetensors;

/**
 * Everything that a learner remembers between two steps: arrays by name, in one file. Names nest:
 * each part of a learner writes below its own.
 */
public final class Snapshot {
    private final Map<String, Safetensors.Tensor> tensors;
    private final Map<String, String> texts;
    private final String prefix;
    private final String source;

    private Snapshot(
            Map<String, Safetensors.Tensor> tensors,
            Map<String, String> texts,
            String prefix,
            String source) {
        this.tensors = tensors;
        this.texts = texts;
        this.prefix = prefix;
        this.source = source;
    }

    /** To be filled. */
    public static Snapshot empty() {
        return new Snapshot(new TreeMap<>(), new TreeMap<>(), "", "the snapshot");
    }

    /** As {@link #write} left it. */
    public static Snapshot read(Path file) throws IOException {
        Safetensors stored = Safetensors.read(file);
        return new Snapshot(stored.tensors(), stored.metadata(), "", file.toString());
    }

    /** Written whole or not at all. */
    public void write(Path file) throws IOException {
        Safetensors.of(tensors, texts).write(file);
    }

    /** The same snapshot one level deeper. */
    public Snapshot at(String name) {
        return new Snapshot(tensors, texts, prefix + name + ".", source);
    }

    /** A word about the whole; texts do not nest. */
    public void put(String name, String text) {
        texts.put(name, text);
    }

    /** The inverse of {@link #put(String, String)}. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** Numbers of float32, kept to the bit. */
    public void put(String name, float[] values) {
        tensors.put(prefix + name, Safetensors.Tensor.of(values, values.length));
    }

    /** Numbers of float64, kept to the bit. */
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
                below.get("observations", Safetensors.Floats.class).values(),
                below.get("actions", Safetensors.Floats.class).values(),
                below.get("rewards", Safetensors.Floats.class).values(),
                below.get("next-observations", Safetensors.Floats.class).values(),
                below.get("terminals", Safetensors.Floats.class).values(),
                (int) below.doubles("next", 1)[0]);
    }

    /** The rows of several buffers, or of none. */
    public void put(String name, List<ReplayBuffer> buffers) {
        Snapshot below = at(name);
        below.put("buffers", new double[] {buffers.size()});
        for (int task = 0; task < buffers.size(); task++) {
            below.put("task-" + task, buffers.get(task).state());
        }
    }

    /** Fills as many buffers, of the same capacities. */
    public void restore(String name, List<ReplayBuffer> buffers) {
        Snapshot below = at(name);
        int saved = (int) below.doubles("buffers", 1)[0];
        if (saved != buffers.size()) {
            throw below.refusal(
                    "buffers", "%d buffers, %d are needed".formatted(saved, buffers.size()));
        }
        for (int task = 0; task < buffers.size(); task++) {
            try {
                buffers.get(task).restore(below.buffer("task-" + task));
            } catch (IllegalArgumentException e) {
                throw below.refusal("task-" + task, e.getMessage());
            }
        }
    }

    /** All float32 numbers of that name. */
    public float[] floats(String name) {
        return get(name, Safetensors.Floats.class).values();
    }

    /** As many float32 numbers as are named. */
    public float[] floats(String name, int count) {
        float[] values = floats(name);
        requireCount(name, values.length, count);
        return values;
    }

    /** All float64 numbers of that name. */
    public double[] doubles(String name) {
        return get(name, Safetensors.Doubles.class).values();
    }

    /** As many float64 numbers as are named. */
    public double[] doubles(String name, int count) {
        double[] values = doubles(name);
        requireCount(name, values.length, count);
        return values;
    }

    /**
     * The inverse of {@link #put(String, Network.State)}.
     *
     * @param like parameters of the network that takes it
     */
    public Network.State network(String name, ParameterStack like) {
        Snapshot below = at(name);
        int size = like.size();
        double[] counted = below.doubles("steps", like.tasks());
        int[] steps = new int[counted.length];
        for (int task = 0; task < steps.length; task++) {
            steps[task] = (int) counted[task];
        }
        return new Network.State(
                below.floats("parameters", size),
                new Adam.State(below.floats("first", size), below.floats("second", size), steps));
    }

    /** The inverse of {@code put(name, multipliers.state())}. */
    public void restore(String name, Multiplier.Stack multipliers) {
        multipliers.restore(doubles(name, multipliers.state().length));
    }

    /** Refuses float32 numbers that nothing can compute with. */
    public void requireFinite() {
        tensors.forEach(
                (name, tensor) -> {
                    if (tensor instanceof Safetensors.Floats floats) {
                        Safetensors.requireFinite(name, floats.values());
                    }
                });
    }

    private void requireCount(String name, int has, int needed) {
        if (has != needed) {
            throw refusal(name, "%d numbers, %d are needed".formatted(has, needed));
        }
    }

    private IllegalArgumentException refusal(String name, String reason) {
        return new IllegalArgumentException(
                "%s, \"%s\": %s. It was made by a learner of other settings. Give the same, or begin the training again in another directory"
                        .formatted(source, prefix + name, reason));
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
