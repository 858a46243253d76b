package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Several networks that one loss trains together: one backward pass, then a step of each network by
 * its own optimizer and learning rate. All have the same tasks, and none moves unless all can.
 */
public final class Descent {
    private final List<Network> networks;
    private final String name;
    private final int tasks;

    private Descent(List<Network> networks) {
        this.networks = networks;
        name = networks.stream().map(Network::name).collect(Collectors.joining(" and "));
        tasks = networks.get(0).parameters().tasks();
        if (networks.stream().distinct().count() < networks.size()) {
            throw new IllegalArgumentException(
                    "a descent of %s names a network twice: it would move it twice"
                            .formatted(name));
        }
        for (Network network : networks) {
            if (network.parameters().tasks() != tasks) {
                throw new IllegalArgumentException(
                        "%s has %d tasks, %s has %d: networks that descend together need as many"
                                .formatted(
                                        network.name(),
                                        network.parameters().tasks(),
                                        networks.get(0).name(),
                                        tasks));
            }
        }
    }

    /** Networks stay with their owners. */
    public static Descent of(Network... networks) {
        return new Descent(List.of(networks));
    }

    /**
     * One optimizer step of every network down the sum over tasks of {@code loss}. Other weights
     * take no gradient.
     *
     * @param loss from each network's trainable views [T, ...] to the loss of each task [T]
     * @return the loss of each task, before the step
     * @throws NonFiniteException if a task's loss or a gradient is not finite; then nothing has
     *     changed
     */
    public float[] step(Function<List<NDList>, NDArray> loss) {
        try (NDManager scratch = manager().newSubManager()) {
            Gradients found = found(scratch, loss);
            move(scratch, found.blocks());
            return found.loss();
        }
    }

    /**
     * The gradients that {@link #step} would follow.
     *
     * @throws NonFiniteException if a task's loss is not finite
     */
    public Gradients gradients(Function<List<NDList>, NDArray> loss) {
        try (NDManager scratch = manager().newSubManager()) {
            Gradients found = found(scratch, loss);
            List<NDArray> blocks = new ArrayList<>();
            for (NDArray block : found.blocks()) {
                NDArray copy = block.duplicate();
                copy.attach(manager());
                blocks.add(copy);
            }
            return new Gradients(found.loss(), List.copyOf(blocks));
        }
    }

    /**
     * One optimizer step of every network down these gradients.
     *
     * @param gradients in the order of {@link Gradients#blocks}
     * @throws NonFiniteException if one is not finite; then nothing has changed
     */
    public void apply(List<NDArray> gradients) {
        List<NDArray> blocks = networks.stream().flatMap(n -> n.constant().stream()).toList();
        if (gradients.size() != blocks.size()) {
            throw new IllegalArgumentException(
                    "%d gradients for %s of %d blocks: one of each block is needed"
                            .formatted(gradients.size(), name, blocks.size()));
        }
        for (int i = 0; i < blocks.size(); i++) {
            Shapes.require(
                    name + " gradient", gradients.get(i), blocks.get(i).getShape().getShape());
        }
        try (NDManager scratch = manager().newSubManager()) {
            move(scratch, gradients);
        }
    }

    /** Owned by {@code scratch}. */
    Gradients found(NDManager scratch, Function<List<NDList>, NDArray> loss) {
        List<NDList> views = networks.stream().map(n -> n.parameters().trainable(scratch)).toList();
        try (Tape tape = Tape.start(scratch, views)) {
            NDArray perTask = loss.apply(views);
            Shapes.require(name + " loss", perTask, tasks);
            float[] value = perTask.toFloatArray();
            requireFinite(name + " loss", value);
            return new Gradients(value, tape.gradients(perTask));
        }
    }

    private void move(NDManager scratch, List<NDArray> gradients) {
        List<List<NDArray>> own = new ArrayList<>();
        int at = 0;
        for (Network network : networks) {
            List<NDArray> part = gradients.subList(at, at + network.constant().size());
            NDArray sums = Kernels.array(Kernels.call("sums", Kernels.tensors(part)), scratch);
            requireFinite(network.name() + " gradient", sums.toFloatArray());
            own.add(part);
            at += part.size();
        }
        for (int i = 0; i < own.size(); i++) {
            networks.get(i).step(scratch, own.get(i));
        }
    }

    private static void requireFinite(String what, float[] perTask) {
        for (int task = 0; task < perTask.length; task++) {
            if (!Float.isFinite(perTask[task])) {
                throw new NonFiniteException(
                        "%s of task %d of the stack is %s, must be finite"
                                .formatted(what, task, perTask[task]),
                        task);
            }
        }
    }

    private NDManager manager() {
        return networks.get(0).parameters().manager();
    }
}
