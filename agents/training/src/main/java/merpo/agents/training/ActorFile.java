package merpo.agents.training;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import merpo.agents.KeepableActor;
import merpo.agents.Method;
import merpo.agents.Methods;
import merpo.agents.PolicyActor;
import merpo.datagen.run.Refusal;
import merpo.datagen.settings.Misread;
import merpo.datagen.snapshot.Snapshot;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.task.Task;

/**
 * What a training ends with: who acts, one for each task or one for all, and in which tasks.
 *
 * @param environment id
 * @param algorithm name of the {@link Method} by whose {@link Method#actor} it can be read
 * @param name as {@code returns.csv} says it
 * @param tasks that it acts in, in the order of the actor
 * @param actor its owner closes it
 */
public record ActorFile(
        String environment, String algorithm, String name, List<Task> tasks, KeepableActor actor) {
    /** The learner's own answer. */
    public static final String NAME = "policy.safetensors";

    /** What it was compared with lies below, a file each. */
    public static final String OTHERS = "policies";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ENVIRONMENT = "environment";
    private static final String METHOD = "algorithm";
    private static final String POLICY = "policy";
    private static final String TASKS = "tasks";

    public ActorFile {
        tasks = List.copyOf(tasks);
    }

    /** Written whole or not at all. */
    public void write(Path file) throws IOException {
        Snapshot snapshot = Snapshot.empty();
        snapshot.put(ENVIRONMENT, environment);
        snapshot.put(METHOD, algorithm);
        snapshot.put(POLICY, name);
        snapshot.put(TASKS, JSON.writeValueAsString(tasks));
        actor.save(snapshot);
        snapshot.write(file);
    }

    /** The inverse; the caller closes the actor. */
    public static ActorFile read(Path file, NDManager manager) throws IOException {
        Snapshot stored = Snapshot.read(file);
        try {
            stored.requireFinite();
            String method = text(stored, METHOD);
            return new ActorFile(
                    text(stored, ENVIRONMENT),
                    method,
                    text(stored, POLICY),
                    tasks(stored),
                    Methods.named(method)
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "no algorithm \"" + method + "\" is known"))
                            .actor(manager, stored));
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    "%s holds no policies: %s. A training of merpo writes %s"
                            .formatted(file, e.getMessage(), NAME),
                    e);
        }
    }

    /**
     * The action in one task, of an actor that acts in all of them at a time.
     *
     * @param row of {@code tasks}
     * @param observation [obs]
     */
    public float[] act(int row, float[] observation) {
        float[] all = new float[observation.length * actor.tasks()];
        System.arraycopy(observation, 0, all, row * observation.length, observation.length);
        float[] actions = actor.act(all).actions();
        int size = actions.length / actor.tasks();
        return Arrays.copyOfRange(actions, row * size, (row + 1) * size);
    }

    /** The method whose training wrote it. */
    public static String algorithm(Path file) throws IOException {
        return Snapshot.read(file).text(METHOD).orElse("");
    }

    /** The tasks alone. */
    public static List<Task> tasks(Path file) throws IOException {
        return tasks(Snapshot.read(file));
    }

    private static List<Task> tasks(Snapshot stored) {
        return List.of(Misread.read("its tasks", text(stored, TASKS), JSON, Task[].class));
    }

    private static String text(Snapshot stored, String name) {
        return stored.text(name)
                .orElseThrow(() -> new IllegalArgumentException("it has no \"" + name + "\""));
    }

    void requireEnvironment(Path file, EnvironmentDefinition expected) {
        if (!expected.id().equals(environment)) {
            throw new Refusal(
                    "%s holds policies of %s, the data are of %s. Give policies of the same environment"
                            .formatted(file, environment, expected.id()));
        }
    }

    /** Policies that see nothing but the observation. */
    PolicyActor requirePolicies(Path file) {
        if (actor instanceof PolicyActor policies) {
            return policies;
        }
        throw new Refusal(
                file
                        + " holds policies that see more than the observation: they stand for their own tasks alone. Give policies of cql, combo, rac or merpo");
    }
}
