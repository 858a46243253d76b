package merpo.datagen.behavior;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import merpo.datagen.nn.TensorEngine;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.storage.Safetensors;
import merpo.envs.EnvironmentDefinition;

/**
 * Who acts in datasets: kept policies, and their training where it is there.
 *
 * @param training whose replay can become data too
 */
public record BehaviorPolicies(KeptActors actors, Optional<BehaviorRun> training) {
    private static final int EPISODES = 20; // by which each policy of a training is measured

    /** Those that ship with the project. */
    public static BehaviorPolicies shipped(EnvironmentDefinition definition) throws IOException {
        String id = definition.id();
        KeptActors actors =
                KeptActors.shipped(definition)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "No policies of %s ship with the project. Let them be trained first: --train. Or train them with ./merpo behaviors --env %s --out RUN, and add --policies RUN"
                                                        .formatted(id, id)));
        return new BehaviorPolicies(actors, Optional.empty());
    }

    /** None: for uniform actions, which need tasks alone. */
    public static BehaviorPolicies none(BehaviorRun.Plan plan) {
        List<Zoo.Entry> entries =
                plan.tasks().stream()
                        .map(task -> new Zoo.Entry(task.index(), Double.NaN, List.of()))
                        .toList();
        return new BehaviorPolicies(
                new KeptActors(
                        new Zoo(plan, 1, 1, 1, entries),
                        new Safetensors(new TreeMap<>(), new TreeMap<>())),
                Optional.empty());
    }

    /** Of a directory that {@code ./merpo zoo pack} wrote. */
    public static BehaviorPolicies packed(Path policies) throws IOException {
        return new BehaviorPolicies(KeptActors.read(policies), Optional.empty());
    }

    /** Those of a training, packed into {@code policies} of a directory. */
    public static BehaviorPolicies of(BehaviorRun training, RunDirectory directory, int threads)
            throws IOException {
        Path packed = directory.path("policies");
        if (!ZooPacker.packed(training, packed)) {
            try (NDManager manager = TensorEngine.manager()) {
                ZooPacker.pack(training, packed, EPISODES, threads, manager);
            }
        }
        return new BehaviorPolicies(KeptActors.read(packed), Optional.of(training));
    }
}
