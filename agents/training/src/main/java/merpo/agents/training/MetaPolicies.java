package merpo.agents.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import merpo.agents.FrozenPolicy;
import merpo.agents.PolicyActor;
import merpo.datagen.behavior.KeptActors;
import merpo.datagen.behavior.Zoo;
import merpo.datagen.dataset.Quality;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Seeds;
import merpo.datagen.run.Refusal;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.task.Task;

/**
 * The policies pi_c that COMBO-3 and RAC are held near in experiments on single tasks (PAPERS.md,
 * A27).
 */
final class MetaPolicies {
    private static final String ZOO = "zoo:";
    static final String GOOD = ZOO + "good";
    static final String POOR = ZOO + "poor";

    /** Those of policies that ship with the project. */
    private static final List<Quality> QUALITIES =
            List.of(Quality.BAD, Quality.MEDIUM, Quality.GOOD, Quality.EXPERT);

    static final String KEPT = "meta-policy.safetensors";
    private static final double NEAR_ZERO = 0.01; // what is left of a poor policy's last layer

    private MetaPolicies() {}

    /** Whether a policy is named by its file. */
    static boolean isFile(String name) {
        return !name.isEmpty() && !name.startsWith(ZOO);
    }

    /** What may follow {@code zoo:}. */
    static String known() {
        return ZOO
                + QUALITIES.stream().map(Quality::text).collect(Collectors.joining(", " + ZOO))
                + ", "
                + POOR;
    }

    /** A file is copied into the run, which so stands alone; a run of old has none. */
    static String kept(Path run, String name) {
        Path own = run.resolve(KEPT);
        return isFile(name) && Files.isRegularFile(own) ? own.toString() : name;
    }

    /**
     * One policy for all, or one for each row of the stack.
     *
     * @param name {@link #GOOD}, and so for bad, medium and expert: of SAC's checkpoints that ship
     *     with the project the one in the middle of the band of such data; {@link #POOR}: a random
     *     network whose last layer is scaled to near zero, so that it acts like noise around 0;
     *     else a file of a training, {@code policy.safetensors}
     * @param tasks of each row
     * @param shape of a poor policy
     */
    static FrozenPolicy of(
            String name,
            NDManager manager,
            EnvironmentDefinition environment,
            List<Task> tasks,
            Policy shape,
            Seeds seeds)
            throws IOException {
        if (name.equals(POOR)) {
            return poor(manager, shape, seeds);
        }
        return isFile(name)
                ? fromFile(Path.of(name), manager, environment, seeds)
                : shipped(quality(name), manager, environment, tasks);
    }

    private static Quality quality(String name) {
        return QUALITIES.stream()
                .filter(one -> name.equals(ZOO + one.text()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "--meta-policy is \"%s\", must be one of %s or the file of a policy"
                                                .formatted(name, known())));
    }

    private static FrozenPolicy shipped(
            Quality quality, NDManager manager, EnvironmentDefinition environment, List<Task> tasks)
            throws IOException {
        KeptActors kept =
                KeptActors.shipped(environment)
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                "No policies of %s ship with the project: --meta-policy %s has none. Give a file instead"
                                                        .formatted(
                                                                environment.id(),
                                                                ZOO + quality.text())));
        Policy shape = kept.policy();
        int size = Math.toIntExact(shape.network().parameters());
        float[] all = new float[tasks.size() * size];
        for (int row = 0; row < tasks.size(); row++) {
            Zoo.Entry entry = kept.entry(tasks.get(row).index());
            int place = entry.nearest(quality);
            float[] actor = kept.actor(tasks.get(row).index(), place);
            System.arraycopy(actor, 0, all, row * size, size);
        }
        return frozen(manager, shape, all);
    }

    private static FrozenPolicy poor(NDManager manager, Policy shape, Seeds seeds) {
        float[] all;
        try (ParameterStack drawn = shape.initialize(manager, seeds.streams("poor meta-policy"))) {
            all = drawn.toArray();
        }
        int size = all.length / seeds.rows();
        int last = shape.hidden().get(shape.hidden().size() - 1);
        int head = (last + 1) * 2 * shape.actionSize();
        for (int row = 0; row < seeds.rows(); row++) {
            for (int i = (row + 1) * size - head; i < (row + 1) * size; i++) {
                all[i] *= (float) NEAR_ZERO;
            }
        }
        return frozen(manager, shape, all);
    }

    private static FrozenPolicy fromFile(
            Path file, NDManager manager, EnvironmentDefinition environment, Seeds seeds)
            throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Refusal(
                    "--meta-policy is \"%s\": no such file, and none of %s. A training writes policy.safetensors"
                            .formatted(file, known()));
        }
        ActorFile stored = ActorFile.read(file, manager);
        stored.requireEnvironment(file, environment);
        try (PolicyActor policies = stored.requirePolicies(file)) {
            requireFit(file, policies.policy(), environment);
            int count = policies.parameters().tasks();
            if (count == seeds.tasks() && count < seeds.rows()) {
                return frozen(
                        manager,
                        policies.policy(),
                        repeated(policies.parameters().toArray(), seeds));
            }
            if (count != 1 && count != seeds.rows()) {
                throw new Refusal(
                        "%s holds %d policies, the data have %d tasks. It must hold one policy, or one for each task"
                                .formatted(file, count, seeds.tasks()));
            }
            return new FrozenPolicy(policies.policy(), policies.parameters().copy());
        }
    }

    private static void requireFit(Path file, Policy policy, EnvironmentDefinition environment) {
        if (policy.observationSize() != environment.observationSize()
                || policy.actionSize() != environment.actionSize()) {
            throw new Refusal(
                    "%s holds policies from %d observations to %d actions, %s has %d and %d. Give policies of the same environment"
                            .formatted(
                                    file,
                                    policy.observationSize(),
                                    policy.actionSize(),
                                    environment.id(),
                                    environment.observationSize(),
                                    environment.actionSize()));
        }
    }

    /** The tasks' policies once for every seed. */
    private static float[] repeated(float[] policies, Seeds seeds) {
        float[] all = new float[seeds.seeds().size() * policies.length];
        for (int at = 0; at < all.length; at += policies.length) {
            System.arraycopy(policies, 0, all, at, policies.length);
        }
        return all;
    }

    private static FrozenPolicy frozen(NDManager manager, Policy shape, float[] parameters) {
        return new FrozenPolicy(
                shape, ParameterStack.of(manager, parameters, shape.network().blocks(1)));
    }
}
