package merpo.agents.training;

import ai.djl.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import merpo.agents.Reading;
import merpo.agents.training.TrainingConfig.Alone;
import merpo.agents.training.TrainingConfig.Data;
import merpo.agents.training.TrainingConfig.Learning;
import merpo.agents.training.TrainingConfig.Meta;
import merpo.datagen.dataset.Build;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Scale;

/** Makes trainings from what a user asks for, and their stages. */
public final class Trainings {
    /** The configuration of a training, in its directory. */
    public static final String CONFIG = "config.yaml";

    private static final String STEPS = "steps";

    private Trainings() {}

    /**
     * What a user asks for.
     *
     * @param data directory of datasets
     * @param test directory of the test tasks' datasets, empty where they lie beside the others
     * @param seeds see {@link TrainingConfig}
     * @param metaPolicy see {@link TrainingConfig}
     * @param model see {@link TrainingConfig}
     * @param overrides single values of the configuration, by path
     */
    public record Order(
            Algorithm algorithm,
            Path data,
            String test,
            Scale scale,
            Reading reading,
            long seed,
            int seeds,
            String metaPolicy,
            String model,
            Map<String, String> overrides) {}

    /**
     * The whole configuration. Reads the data, so that what does not fit is refused at once.
     *
     * @throws IllegalArgumentException for what does not fit
     */
    public static TrainingConfig config(Order order) {
        Algorithm algorithm = order.algorithm();
        requirePolicy(order);
        Data named = new Data(order.data().toString(), order.test(), 0, List.of());
        Material.Split split = Material.Split.of(algorithm, named);
        Data known = new Data(named.directory(), named.test(), 0, split.digests());
        TrainingConfig preset =
                TrainingPresets.of(
                        algorithm,
                        split.learning().environment(),
                        order.scale(),
                        order.reading(),
                        order.seed(),
                        order.seeds(),
                        known,
                        order.metaPolicy(),
                        order.model());
        Map<String, String> overrides = new LinkedHashMap<>(order.overrides());
        if (overrides.containsKey(STEPS) && algorithm.meta()) {
            overrides.put("learning.merpo.iterations", overrides.get(STEPS));
        }
        TrainingConfig config =
                ConfigYaml.override(preset, TrainingConfig.class, CONFIG, overrides);
        split.learning().rows(config.data().trajectories());
        return config;
    }

    private static void requirePolicy(Order order) {
        boolean given = !order.metaPolicy().isEmpty();
        if (order.algorithm().heldNearPolicy() && !given) {
            throw new IllegalArgumentException(
                    "%s is held near a given policy, and there is none. Name it: --meta-policy %s, %s or a file"
                            .formatted(
                                    order.algorithm().text(),
                                    MetaPolicies.GOOD,
                                    MetaPolicies.POOR));
        }
        if (!order.algorithm().heldNearPolicy() && given) {
            throw new IllegalArgumentException(
                    "--meta-policy is for combo-3 and rac; %s makes its own or needs none. Leave it out"
                            .formatted(order.algorithm().text()));
        }
    }

    /** Writes configuration and provenance into a fresh directory. */
    public static void configure(RunDirectory run, TrainingConfig config) {
        run.writeText("provenance.json", Build.provenanceJson(config.seed()));
        run.writeText(CONFIG, ConfigYaml.write(config));
    }

    /** Whether a directory holds a training, rather than another kind of run. */
    public static boolean holds(Path directory) {
        Path file = directory.resolve(CONFIG);
        try {
            return Files.isRegularFile(file) && Files.readString(file).startsWith("algorithm:");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The configuration in a training's directory. */
    public static TrainingConfig read(RunDirectory run) {
        return read(run.root());
    }

    static TrainingConfig read(Path root) {
        Path file = root.resolve(CONFIG);
        try {
            return ConfigYaml.read(file.toString(), Files.readString(file), TrainingConfig.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The stages of a training, in order.
     *
     * @param threads that simulations may use
     * @param device that holds the tensors
     */
    public static List<Stage> stages(TrainingConfig config, int threads, Device device) {
        Material material = new Material(config, threads, device);
        List<Stage> stages = new ArrayList<>();
        if (config.hasOwnModel()) {
            stages.add(
                    config.learning() instanceof Meta meta
                            ? new MetaModelStage(material, meta.dynamics())
                            : new EnsembleStage(material, ((Alone) config.learning()).ensemble()));
        }
        if (!material.algorithm().modelOnly()) {
            stages.add(new CloneStage(material));
            stages.add(new LearnStage(material, workshop(material)));
        }
        return stages;
    }

    static LearnStage.Workshop workshop(Material material) {
        Learning learning = material.config().learning();
        return learning instanceof Meta meta
                ? new MetaTasks(material, meta)
                : new SingleTasks(material, (Alone) learning);
    }
}
