package merpo.agents;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.snapshot.Snapshot;

/**
 * The deterministic action of a policy per task, or of one for all.
 *
 * @param policy shape
 * @param parameters [T, P], or [1, P] for all tasks; its owner closes it
 * @param tasks T
 */
public record PolicyActor(Policy policy, ParameterStack parameters, int tasks)
        implements KeepableActor {
    private static final String ACTORS = "actors";

    /** One policy for each task. */
    public PolicyActor(Policy policy, ParameterStack parameters) {
        this(policy, parameters, parameters.tasks());
    }

    @Override
    public Policy.Acted act(float[] observations) {
        if (parameters.tasks() == tasks) {
            return policy.act(parameters, observations, List.of());
        }
        try (ParameterStack each = parameters.repeat(tasks)) {
            return policy.act(each, observations, List.of());
        }
    }

    @Override
    public ActingNetwork network(int task) {
        int from = shared() ? 0 : task * Math.toIntExact(policy.network().parameters());
        return ActingNetwork.of(policy.network(), parameters.toArray(), from, policy.actionSize());
    }

    @Override
    public boolean shared() {
        return parameters.tasks() == 1;
    }

    /** A copy of its own, to be closed on its own. */
    public PolicyActor copy() {
        return new PolicyActor(policy, parameters.copy(), tasks);
    }

    @Override
    public void save(Snapshot to) {
        to.put("observation_size", new double[] {policy.observationSize()});
        to.put("action_size", new double[] {policy.actionSize()});
        to.put("hidden", policy.hidden().stream().mapToDouble(width -> width).toArray());
        to.put("bounds", policy.bounds().least(), policy.bounds().largest());
        to.put("tasks", new double[] {tasks});
        to.put(ACTORS, parameters.toArray());
    }

    /** The inverse of {@link #save}; the caller closes it. */
    public static PolicyActor read(NDManager manager, Snapshot from) {
        double[] bounds = from.doubles("bounds", 2);
        Policy policy =
                new Policy(
                        (int) from.doubles("observation_size", 1)[0],
                        (int) from.doubles("action_size", 1)[0],
                        Arrays.stream(from.doubles("hidden"))
                                .mapToObj(width -> (int) width)
                                .toList(),
                        new SquashedGaussian.Bounds((float) bounds[0], (float) bounds[1]));
        int tasks = (int) from.doubles("tasks", 1)[0];
        float[] parameters = from.floats(ACTORS);
        long size = policy.network().parameters();
        if (parameters.length != size && parameters.length != tasks * size) {
            throw new IllegalArgumentException(
                    "%d numbers are neither one policy of %d nor one for each of %d tasks"
                            .formatted(parameters.length, size, tasks));
        }
        return new PolicyActor(
                policy, ParameterStack.of(manager, parameters, policy.network().blocks(1)), tasks);
    }

    @Override
    public void close() {
        parameters.close();
    }
}
