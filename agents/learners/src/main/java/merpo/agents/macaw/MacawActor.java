package merpo.agents.macaw;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.Arrays;
import java.util.List;
import merpo.agents.ActingNetwork;
import merpo.agents.KeepableActor;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.snapshot.Snapshot;

/**
 * The mean action of MACAW's policy, of one policy for each task or of one for all.
 *
 * @param shape from an observation to what tanh makes the mean
 * @param parameters plain weights, [T, P], or [1, P] for all tasks; they belong to this actor
 * @param tasks T
 */
record MacawActor(Mlp shape, ParameterStack parameters, int tasks) implements KeepableActor {
    private static final String POLICIES = "policies";

    /**
     * @param layers of each task, or of all
     */
    static MacawActor of(NDManager manager, Mlp shape, List<Linear> layers, int tasks) {
        NDList arrays = new NDList();
        layers.forEach(layer -> arrays.addAll(layer.arrays()));
        List<Shape> blocks = shape.blocks(1);
        int stack = (int) arrays.get(0).getShape().get(0);
        int size = Math.toIntExact(shape.parameters());
        float[] rows = new float[stack * size];
        int at = 0;
        for (int block = 0; block < blocks.size(); block++) {
            int count = Math.toIntExact(blocks.get(block).size());
            float[] values = arrays.get(block).toFloatArray();
            for (int task = 0; task < stack; task++) {
                System.arraycopy(values, task * count, rows, task * size + at, count);
            }
            at += count;
        }
        return new MacawActor(shape, ParameterStack.of(manager, rows, blocks), tasks);
    }

    @Override
    public Policy.Acted act(float[] observations) {
        int rows = observations.length / shape.inputs() / tasks;
        try (NDManager scratch = parameters.manager().newSubManager()) {
            NDArray s = scratch.create(observations, new Shape(tasks, 1, rows, shape.inputs()));
            NDArray mean = Activation.tanh(shape.forward(s, parameters.constant()));
            return new Policy.Acted(mean.toFloatArray(), new float[0]);
        }
    }

    @Override
    public ActingNetwork network(int task) {
        int from = shared() ? 0 : task * Math.toIntExact(shape.parameters());
        return ActingNetwork.of(shape, parameters.toArray(), from, shape.outputs());
    }

    @Override
    public boolean shared() {
        return parameters.tasks() == 1;
    }

    @Override
    public void save(Snapshot to) {
        to.put("observation_size", new double[] {shape.inputs()});
        to.put("action_size", new double[] {shape.outputs()});
        to.put("hidden", shape.hidden().stream().mapToDouble(width -> width).toArray());
        to.put("tasks", new double[] {tasks});
        to.put(POLICIES, parameters.toArray());
    }

    /** The inverse of {@link #save}; the caller closes it. */
    static MacawActor read(NDManager manager, Snapshot from) {
        Mlp shape =
                new Mlp(
                        (int) from.doubles("observation_size", 1)[0],
                        Arrays.stream(from.doubles("hidden"))
                                .mapToObj(width -> (int) width)
                                .toList(),
                        (int) from.doubles("action_size", 1)[0],
                        Mlp.Hidden.RELU);
        int tasks = (int) from.doubles("tasks", 1)[0];
        float[] policies = from.floats(POLICIES);
        if (policies.length != shape.parameters()
                && policies.length != tasks * shape.parameters()) {
            throw new IllegalArgumentException(
                    "%d numbers are neither one policy of %d nor one for each of %d tasks"
                            .formatted(policies.length, shape.parameters(), tasks));
        }
        return new MacawActor(shape, ParameterStack.of(manager, policies, shape.blocks(1)), tasks);
    }

    @Override
    public void close() {
        parameters.close();
    }
}
