package merpo.tests.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import merpo.agents.KeepableActor;
import merpo.agents.PolicyActor;
import merpo.agents.context.ContextActor;
import merpo.agents.portable.GuestPolicy;
import merpo.agents.portable.PolicyFormat;
import merpo.agents.training.ActorFile;
import merpo.datagen.behavior.KeptActors;
import merpo.datagen.dataset.Quality;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Seeds;
import merpo.datagen.rollout.PolicyRollout;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * ONNX Runtime and PyTorch in Python act as the policy that was exported, and so does the file
 * here.
 */
final class PoliciesTravelTest {
    static final PythonClient PYTHON =
            PythonClient.kept(
                    "gymnasium[mujoco]==1.4.0",
                    "mujoco==3.17.0",
                    "numpy",
                    "onnx==1.18.0",
                    "onnxruntime==1.22.0",
                    "torch==2.7.1");
    private static final JsonMapper JSON = new JsonMapper();
    private static final int ROWS = 200;

    @TempDir private Path directory;

    private static float[] draw(Random random, int count, double size) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (size * random.nextGaussian());
        }
        return values;
    }

    private static float[][] rows(float[] values, int width) {
        float[][] rows = new float[values.length / width][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Arrays.copyOfRange(values, row * width, (row + 1) * width);
        }
        return rows;
    }

    /** Both files, beside what Python needs to hold them against. */
    private void export(ActorFile file, OptionalInt task, Map<String, Object> expected)
            throws Exception {
        Path policies = directory.resolve("policy.safetensors");
        file.write(policies);
        PolicyFormat.ONNX.export(policies, task, directory.resolve("policy.onnx"));
        PolicyFormat.TORCHSCRIPT.export(policies, task, directory.resolve("policy.pt"));
        Map<String, Object> all =
                new LinkedHashMap<>(Map.of("z", List.of(), "episodes", List.of()));
        all.put("metadata", Map.of("environment", file.environment(), "policy", file.name()));
        all.putAll(expected);
        JSON.writeValue(directory.resolve("case.json").toFile(), all);
    }

    /** A hopper that hops, of those that ship, through whole episodes of Gymnasium's Hopper-v5. */
    @Test
    void aHopperActsAndReturnsTheSame() throws Exception {
        KeptActors kept = KeptActors.shipped(Environments.named("hopper")).orElseThrow();
        EnvironmentDefinition hopper = Environments.named("hopper-v5");
        List<Task> tasks = List.of(new Task(0, Map.of()));
        float[] weights = kept.actor(0, kept.entry(0).nearest(Quality.GOOD));
        try (NDManager manager = NDManager.newBaseManager();
                PolicyActor actor =
                        new PolicyActor(
                                kept.policy(),
                                ParameterStack.of(
                                        manager, weights, kept.policy().network().blocks(1)))) {
            Played played = Played.of(hopper, tasks, actor);
            float[] seen = played.seen();
            export(
                    new ActorFile("hopper-v5", "cql", "learned", tasks, actor),
                    OptionalInt.empty(),
                    Map.of(
                            "observations", rows(seen, hopper.observationSize()),
                            "actions", rows(actor.act(seen).actions(), hopper.actionSize()),
                            "gymnasium", "Hopper-v5",
                            "episodes", played.episodes()));
            System.out.print(PYTHON.run("run_policy.py", directory.toString()));
            requireSameHere(actor, seen);
        }
    }

    /**
     * Episodes of a policy.
     *
     * @param episodes start and return of each
     * @param seen observations of the first, [ROWS * obs]
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Played(List<Map<String, Object>> episodes, float[] seen) {
        static Played of(EnvironmentDefinition definition, List<Task> tasks, KeepableActor actor) {
            List<Map<String, Object>> episodes = new ArrayList<>();
            int obs = definition.observationSize();
            float[] seen = new float[ROWS * obs];
            try (PolicyRollout rollout = new PolicyRollout(definition, tasks, 3, 1)) {
                int nq = rollout.environment().positionSize();
                int nv = rollout.environment().velocitySize();
                double[][] returns =
                        rollout.returns(
                                actor,
                                7,
                                (i, step) -> {
                                    if (step.number() == 0) {
                                        Map<String, Object> start = new LinkedHashMap<>();
                                        start.put("qpos", part(step.positions(), i, nq));
                                        start.put("qvel", part(step.velocities(), i, nv));
                                        episodes.add(start);
                                    }
                                    if (i == 0 && step.number() < ROWS) {
                                        System.arraycopy(
                                                step.observations(),
                                                0,
                                                seen,
                                                step.number() * obs,
                                                obs);
                                    }
                                });
                for (int i = 0; i < episodes.size(); i++) {
                    assertThat(returns[0][i]).as("a policy that hops").isGreaterThan(500);
                    episodes.get(i).put("return", returns[0][i]);
                }
            }
            return new Played(episodes, seen);
        }
    }

    private static double[] part(double[] rows, int row, int width) {
        return Arrays.copyOfRange(rows, row * width, (row + 1) * width);
    }

    /** Each task's z in the metadata; as a second input, or settled for one task. */
    @Test
    void aPolicyUnderAnEmbeddingReadsItBeside() throws Exception {
        EnvironmentDefinition wind = Environments.named("point-robot-wind");
        List<Task> tasks = wind.tasks().draw(3, 0);
        int latent = 5;
        Policy shape = new Policy(wind.observationSize() + latent, wind.actionSize(), 2, 32);
        float[] z = draw(new Random(2), tasks.size() * latent, 2);
        try (NDManager manager = NDManager.newBaseManager();
                ContextActor actor =
                        new ContextActor(
                                new PolicyActor(
                                        shape,
                                        shape.initialize(manager, Seeds.one(3, 1).streams("x")),
                                        tasks.size()),
                                z)) {
            float[] seen = draw(new Random(3), tasks.size() * ROWS * wind.observationSize(), 1);
            float[] acted = actor.act(seen).actions();
            float[] each = new float[tasks.size() * ROWS * latent];
            for (int row = 0; row < tasks.size() * ROWS; row++) {
                System.arraycopy(z, row / ROWS * latent, each, row * latent, latent);
            }
            ActorFile file = new ActorFile(wind.id(), "focal", "adapted", tasks, actor);
            export(
                    file,
                    OptionalInt.empty(),
                    Map.of(
                            "observations", rows(seen, wind.observationSize()),
                            "z", rows(each, latent),
                            "actions", rows(acted, wind.actionSize())));
            System.out.print(PYTHON.run("run_policy.py", directory.toString()));
            requireSameHere(actor, seen);

            int own = ROWS * wind.observationSize();
            export(
                    file,
                    OptionalInt.of(2),
                    Map.of(
                            "observations",
                            rows(
                                    Arrays.copyOfRange(seen, 2 * own, 3 * own),
                                    wind.observationSize()),
                            "actions",
                            rows(
                                    Arrays.copyOfRange(acted, 2 * ROWS * 2, 3 * ROWS * 2),
                                    wind.actionSize())));
            System.out.print(PYTHON.run("run_policy.py", directory.toString()));
        }
    }

    /** Without being told of environment and tasks: the file says both. */
    private void requireSameHere(KeepableActor actor, float[] seen) throws Exception {
        float[] expected = actor.act(seen).actions();
        for (String name : List.of("policy.onnx", "policy.pt")) {
            try (GuestPolicy guest =
                    GuestPolicy.open(directory.resolve(name), "", OptionalInt.empty())) {
                float[] found = guest.act(seen).actions();
                for (int i = 0; i < expected.length; i++) {
                    assertThat(found[i]).isCloseTo(expected[i], within(1e-6f));
                }
                assertThat(guest.tasks()).hasSize(actor.tasks());
            }
        }
    }

    /** One file holds one policy: of several the user chooses. */
    @Test
    void ofSeveralPoliciesOneIsNamed() throws Exception {
        EnvironmentDefinition wind = Environments.named("point-robot-wind");
        Policy shape = new Policy(2, 2, 1, 8);
        Path policies = directory.resolve("policy.safetensors");
        Path out = directory.resolve("out");
        try (NDManager manager = NDManager.newBaseManager();
                PolicyActor actor =
                        new PolicyActor(
                                shape, shape.initialize(manager, Seeds.one(3, 2).streams("x")))) {
            new ActorFile(wind.id(), "cql", "learned", wind.tasks().draw(2, 0), actor)
                    .write(policies);
        }
        assertThatThrownBy(() -> PolicyFormat.ONNX.export(policies, OptionalInt.empty(), out))
                .hasMessageContaining("a policy each for the tasks 0, 1")
                .hasMessageContaining("--task N");
        assertThatThrownBy(() -> PolicyFormat.ONNX.export(policies, OptionalInt.of(2), out))
                .hasMessageContaining("--task is 2");
        assertThat(out).doesNotExist();
        PolicyFormat.ONNX.export(policies, OptionalInt.of(1), out);
        assertThatThrownBy(() -> GuestPolicy.open(out, "hopper", OptionalInt.empty()))
                .hasMessageContaining("--env is hopper, but " + out + " is of point-robot-wind");
        assertThatThrownBy(() -> GuestPolicy.open(out, "", OptionalInt.of(0)))
                .hasMessageContaining("--task is 0, but " + out + " has the tasks 1");
    }

    /** The same policy gives the same bytes. */
    @Test
    void filesAreReproducible() throws Exception {
        EnvironmentDefinition wind = Environments.named("point-robot-wind");
        Policy shape = new Policy(2, 2, 1, 8);
        try (NDManager manager = NDManager.newBaseManager();
                PolicyActor actor =
                        new PolicyActor(
                                shape, shape.initialize(manager, Seeds.one(3, 1).streams("x")))) {
            Path policies = directory.resolve("policy.safetensors");
            new ActorFile(wind.id(), "cql", "learned", wind.tasks().draw(1, 0), actor)
                    .write(policies);
            for (PolicyFormat format : PolicyFormat.values()) {
                Path once = directory.resolve(format + "-once");
                Path twice = directory.resolve(format + "-twice");
                format.export(policies, OptionalInt.empty(), once);
                format.export(policies, OptionalInt.of(0), twice);
                assertThat(once).hasBinaryContent(Files.readAllBytes(twice));
                PolicyFormat.requireExported(once);
            }
        }
    }
}
