package merpo.datagen.behavior;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import merpo.datagen.nn.Policy;
import merpo.datagen.run.Refusal;
import merpo.datagen.storage.Safetensors;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.storage.Resources;

/**
 * A zoo and the parameters of its actors.
 *
 * @param actors one tensor [kept, P] per task
 */
public record KeptActors(Zoo zoo, Safetensors actors) {
    private static final String HOME = "/merpo/policies/";

    /** Those that ship for an environment; empty where none do. */
    public static Optional<KeptActors> shipped(EnvironmentDefinition environment)
            throws IOException {
        Optional<Zoo> zoo = Zoo.shipped(environment);
        if (zoo.isEmpty()) {
            return Optional.empty();
        }
        String name = place(environment, Zoo.ACTORS);
        try (InputStream stream = Resources.open(name)) {
            return Optional.of(
                    new KeptActors(zoo.get(), Safetensors.read(name, stream.readAllBytes())));
        }
    }

    /** Those that were packed into a directory. */
    public static KeptActors read(Path directory) throws IOException {
        KeptActors kept =
                new KeptActors(
                        Zoo.read(directory), Safetensors.read(directory.resolve(Zoo.ACTORS)));
        for (Zoo.Entry entry : kept.zoo.tasks()) {
            kept.require(directory, entry);
        }
        return kept;
    }

    /** A row of finite parameters for each policy, as many as the described network has. */
    private void require(Path directory, Zoo.Entry entry) {
        String name = tensor(entry.task());
        long size = policy().network().parameters();
        float[] all = actors.values(name);
        if (all.length != entry.kept().size() * size) {
            throw new Refusal(
                    "%s, \"%s\" has %d numbers; the %d policies of %d layers of %d units that %s describes have %d each. Both files are made together: ./merpo zoo pack"
                            .formatted(
                                    directory.resolve(Zoo.ACTORS),
                                    name,
                                    all.length,
                                    entry.kept().size(),
                                    zoo.layers(),
                                    zoo.width(),
                                    Zoo.DESCRIPTION,
                                    size));
        }
        try {
            Safetensors.requireFinite(name, all);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    "%s, %s. Make them again: ./merpo zoo pack"
                            .formatted(directory.resolve(Zoo.ACTORS), e.getMessage()),
                    e);
        }
    }

    /** The actors' shape. */
    public Policy policy() {
        EnvironmentDefinition environment = zoo.environment();
        return new Policy(
                environment.observationSize(), environment.actionSize(), zoo.layers(), zoo.width());
    }

    /** The policies of a task. */
    public Zoo.Entry entry(int task) {
        return zoo.tasks().stream()
                .filter(entry -> entry.task() == task)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "No policies of %s are kept for task %d, only for %s. Train them: ./merpo behaviors"
                                                .formatted(
                                                        zoo.training().environment(),
                                                        task,
                                                        zoo.tasks().stream()
                                                                .map(Zoo.Entry::task)
                                                                .toList())));
    }

    /** Parameters [P] of a task's checkpoint, by its place among those kept. */
    public float[] actor(int task, int place) {
        int size = Math.toIntExact(policy().network().parameters());
        float[] all = actors.values(tensor(task));
        return Arrays.copyOfRange(all, place * size, (place + 1) * size);
    }

    static String tensor(int task) {
        return String.format(Locale.ROOT, "task-%03d", task);
    }

    private static String place(EnvironmentDefinition environment, String file) {
        return HOME + environment.family() + "/" + file;
    }

    static InputStream resource(EnvironmentDefinition environment, String file) {
        return Resources.open(place(environment, file));
    }
}
