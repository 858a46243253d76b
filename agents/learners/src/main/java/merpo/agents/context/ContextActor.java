package merpo.agents.context;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import merpo.agents.ActingNetwork;
import merpo.agents.KeepableActor;
import merpo.agents.PolicyActor;
import merpo.datagen.nn.Policy;
import merpo.datagen.snapshot.Snapshot;

/**
 * The deterministic action of one policy pi(s, z) that all tasks share, each with an embedding of
 * its own.
 */
public final class ContextActor implements KeepableActor {
    private static final String Z = "z";

    private final PolicyActor policy; // of (s, z)
    private final float[] z; // [T * latent]

    /**
     * @param policy of (s, z), one for all T tasks
     * @param z an embedding of each task, [T * latent]
     */
    public ContextActor(PolicyActor policy, float[] z) {
        if (policy.parameters().tasks() != 1
                || z.length == 0
                || z.length % policy.tasks() != 0
                || z.length / policy.tasks() >= policy.policy().observationSize()) {
            throw new IllegalArgumentException(
                    "%d policies of inputs of %d and %d numbers of embeddings for %d tasks; must be one policy for all, and as many numbers for each task, fewer than its inputs"
                            .formatted(
                                    policy.parameters().tasks(),
                                    policy.policy().observationSize(),
                                    z.length,
                                    policy.tasks()));
        }
        this.policy = policy;
        this.z = z.clone();
        for (int i = 0; i < z.length; i++) {
            if (!Float.isFinite(z[i])) {
                throw new IllegalArgumentException(
                        "the embedding of task %d is %s, must be finite: look for what is no number in the task's data"
                                .formatted(i / (z.length / policy.tasks()), z[i]));
            }
        }
    }

    @Override
    public Policy.Acted act(float[] observations) {
        int latent = z.length / tasks();
        int width = policy.policy().observationSize();
        int own = width - latent;
        int rows = observations.length / own;
        int perTask = rows / tasks();
        float[] inputs = new float[rows * width];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(observations, row * own, inputs, row * width, own);
            System.arraycopy(z, row / perTask * latent, inputs, row * width + own, latent);
        }
        return policy.policy().act(policy.parameters(), inputs, List.of());
    }

    @Override
    public int tasks() {
        return policy.tasks();
    }

    @Override
    public ActingNetwork network(int task) {
        int latent = z.length / tasks();
        return policy.network(task)
                .withEmbedding(Arrays.copyOfRange(z, task * latent, (task + 1) * latent));
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public void save(Snapshot to) {
        policy.save(to.at("policy"));
        to.put(Z, z);
    }

    /** The inverse of {@link #save}; the caller closes it. */
    public static ContextActor read(NDManager manager, Snapshot from) {
        return new ContextActor(PolicyActor.read(manager, from.at("policy")), from.floats(Z));
    }

    @Override
    public void close() {
        policy.close();
    }
}
