package merpo.agents.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import merpo.agents.merpo.MetaKnowledge;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Policy;
import merpo.datagen.storage.Safetensors;

/** What a meta-learner knows, as a file: the start for new tasks. */
public final class KnowledgeFile {
    private static final String POLICY = "policy";
    private static final String CRITIC = "critic";
    private static final String TEMPERATURE = "temperature";

    private KnowledgeFile() {}

    /** Written whole or not at all. */
    public static void write(Path file, MetaKnowledge knowledge) throws IOException {
        float[] policy = knowledge.policy().toArray();
        float[] critic = knowledge.critic().toArray();
        Safetensors.of(
                        Map.of(
                                POLICY, Safetensors.Tensor.of(policy, 1, policy.length),
                                CRITIC, Safetensors.Tensor.of(critic, 1, critic.length)),
                        Map.of(TEMPERATURE, Double.toString(knowledge.temperature())))
                .write(file);
    }

    /** As {@link #write} left it; the caller closes it. */
    public static MetaKnowledge read(Path file, NDManager manager, Policy policy, Critic critic)
            throws IOException {
        Safetensors stored = Safetensors.read(file);
        return MetaKnowledge.of(
                manager,
                policy,
                critic,
                stored.values(POLICY),
                stored.values(CRITIC),
                Double.parseDouble(stored.metadata().get(TEMPERATURE)));
    }
}
