package merpo.agents.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import merpo.agents.Groundwork;
import merpo.agents.Method;
import merpo.agents.Needs;
import merpo.agents.Preset;
import merpo.agents.Tasks;
import merpo.agents.Trainable;
import merpo.agents.training.TrainingConfig.Data;
import merpo.datagen.dataset.Build;
import merpo.datagen.nn.Precision;
import merpo.datagen.nn.TensorEngine;
import merpo.datagen.run.Kind;
import merpo.datagen.run.Mark;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;
import merpo.envs.EnvironmentDefinition;

/** Makes trainings from what a user asks for, and their stages. */
public final class Trainings {
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
            Trainable<?> trainable,
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
     * @throws Refusal for a precision that this processor has not
     */
    public static TrainingConfig config(Order order) {
        TrainingConfig config = config(order, order.trainable());
        config.precision().require();
        return config;
    }

    /**
     * The configuration as far as it is known before there are data.
     *
     * @throws IllegalArgumentException for overrides that fit no training of this kind, and a
     *     policy to stay near that is missing or not wanted
     */
    public static TrainingConfig check(Order order, String environment) {
        requirePolicy(order);
        Preset<?> preset = order.trainable().preset(environment, order.scale(), order.reading());
        return config(order, preset, environment, new Data("", "", 0, List.of()));
    }

    private static <C extends Record> TrainingConfig config(Order order, Trainable<C> trainable) {
        requirePolicy(order);
        Data named = new Data(order.data().toString(), order.test(), 0, List.of());
        DatasetDirectory all = DatasetDirectory.read(order.data());
        Preset<C> preset = trainable.preset(all.environment().id(), order.scale(), order.reading());
        TrainingData.Split split =
                TrainingData.Split.of(trainable.tasks() == Tasks.TOGETHER, all, named);
        TrainingConfig config =
                config(
                        order,
                        preset,
                        all.environment().id(),
                        new Data(named.directory(), named.test(), 0, split.digests()));
        requireModels(config);
        requireMetaPolicy(config, split.learning());
        requireEnough(trainable, config, split);
        return config;
    }

    /** Models of another training, if any are named, are needed and fit. */
    private static void requireModels(TrainingConfig config) {
        if (config.model().isEmpty()) {
            return;
        }
        if (config.modelsOnly() || !config.needs().dynamics().any()) {
            throw new IllegalArgumentException(
                    "--model is \"%s\", a training whose dynamics models are used; %s %s. Leave it out"
                            .formatted(
                                    config.model(),
                                    config.algorithm(),
                                    config.modelsOnly() ? "makes its own" : "uses none"));
        }
        ModelHome home = ModelHome.of(Path.of(config.model()), config);
        flaw(home.root(), home.config(), Stages.ofModels(config.needs().dynamics()))
                .ifPresent(
                        flaw -> {
                            throw new Refusal(
                                    "--model is \"%s\", whose %s. Make it again: ./merpo resume %s"
                                            .formatted(home.root(), flaw, home.root()));
                        });
    }

    /** What the last stage will be held near, if anything, can be read and fits. */
    private static void requireMetaPolicy(TrainingConfig config, DatasetDirectory learning) {
        if (config.metaPolicy().isEmpty()) {
            return;
        }
        EnvironmentDefinition environment = learning.environment();
        try (NDManager manager = TensorEngine.manager(Device.cpu())) {
            var unused =
                    MetaPolicies.of(
                            config.metaPolicy(),
                            manager,
                            environment,
                            learning.repeated(config.seeds()).tasks(),
                            config.needs()
                                    .clones()
                                    .orElseThrow()
                                    .policy(
                                            environment.observationSize(),
                                            environment.actionSize()),
                            config.streams(learning.files().size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <C extends Record> void requireEnough(
            Trainable<C> trainable, TrainingConfig config, TrainingData.Split split) {
        List<Integer> rows = split.learning().sizes(config.data().trajectories());
        if (trainable instanceof Method<C> method && method.tasks() == Tasks.TOGETHER) {
            method.requireEnough(
                    method.settings().cast(config.learning()), rows, split.test().sizes(0));
        }
    }

    private static TrainingConfig config(
            Order order, Preset<?> preset, String environment, Data data) {
        return ConfigYaml.override(
                new TrainingConfig(
                        order.trainable().name(),
                        environment,
                        order.scale().name().toLowerCase(Locale.ROOT),
                        order.reading(),
                        Precision.FP32,
                        order.seed(),
                        order.seeds(),
                        preset.steps(),
                        data,
                        order.metaPolicy(),
                        order.model(),
                        preset.learning(),
                        preset.evaluation()),
                TrainingConfig.class,
                TrainingConfig.FILE,
                order.overrides());
    }

    private static void requirePolicy(Order order) {
        boolean given = !order.metaPolicy().isEmpty();
        if (order.trainable().nearPolicy() && !given) {
            throw new IllegalArgumentException(
                    "%s is held near a given policy, and there is none. Name it with --meta-policy: %s or a file"
                            .formatted(order.trainable().name(), MetaPolicies.known()));
        }
        if (!order.trainable().nearPolicy() && given) {
            throw new IllegalArgumentException(
                    "--meta-policy names what combo-3 and rac are held near; %s makes its own or needs none. Leave it out"
                            .formatted(order.trainable().name()));
        }
    }

    /** Writes configuration and provenance into a fresh directory. */
    public static void configure(RunDirectory run, TrainingConfig config) {
        run.writeText("provenance.json", Build.provenanceJson(config.seed()));
        if (MetaPolicies.isFile(config.metaPolicy())) {
            try {
                run.writeBytes(MetaPolicies.KEPT, Files.readAllBytes(Path.of(config.metaPolicy())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        run.begin(Kind.TRAINING, TrainingConfig.FILE, ConfigYaml.write(config));
    }

    /** The configuration of a run that goes on; its file, where it was lost, is written again. */
    public static TrainingConfig goOn(RunDirectory run) {
        TrainingConfig begun = TrainingConfig.read(run.root());
        if (!Files.exists(run.path(TrainingConfig.FILE))) {
            run.writeText(TrainingConfig.FILE, Mark.read(run.root()).orElseThrow().settings());
        }
        return begun;
    }

    /**
     * Refuses a configuration whose data lie elsewhere than it says, or are others.
     *
     * @throws Refusal that names the files which differ
     */
    public static void requireData(TrainingConfig config) {
        TrainingData.Split unused = TrainingData.bound(config);
    }

    /** Lets a run find its data, and other runs, where a configuration names them. */
    public static void bind(RunDirectory run, TrainingConfig config) {
        run.begin(Kind.TRAINING, TrainingConfig.FILE, ConfigYaml.write(config.absolute()));
    }

    /**
     * The first setting in which a run differs from one that is asked for; where data and other
     * runs lie is none, as long as they are the same.
     */
    public static Optional<ConfigYaml.Difference> difference(
            Path root, TrainingConfig there, TrainingConfig here) {
        Optional<ConfigYaml.Difference> settings =
                ConfigYaml.difference(there.apartFromPlaces(), here.apartFromPlaces());
        return settings.or(() -> place("model", there.model(), here.model()))
                .or(
                        () ->
                                place(
                                        "metaPolicy",
                                        MetaPolicies.kept(root, there.metaPolicy()),
                                        here.metaPolicy()));
    }

    private static boolean same(Path one, Path other) throws IOException {
        if (!Files.exists(one) || !Files.exists(other)) {
            return false;
        }
        return Files.isSameFile(one, other)
                || (Files.isRegularFile(one) && Files.mismatch(one, other) < 0);
    }

    private static Optional<ConfigYaml.Difference> place(String name, String there, String here) {
        try {
            Path one = Path.of(there);
            Path other = Path.of(here);
            boolean same = there.equals(here) || same(one, other);
            return same
                    ? Optional.empty()
                    : Optional.of(new ConfigYaml.Difference(name, there, here));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether figures and other trainings can stand on a finished one: on its models, where it made
     * no more, else on what it measured.
     */
    public static boolean usable(Path root) {
        if (!TrainingConfig.in(root)) {
            return true; // nothing says what it must have
        }
        TrainingConfig config = TrainingConfig.read(root);
        return config.modelsOnly()
                ? flaw(root, config).isEmpty()
                : MeasuredReturns.flaw(root, config.steps()).isEmpty();
    }

    /** What a finished training lacks of what it made, in words; empty where it is whole. */
    public static Optional<String> flaw(Path root, TrainingConfig config) {
        return stages(config, 1, Device.cpu()).stream()
                .flatMap(stage -> stage.flaw(root).stream())
                .findFirst();
    }

    /** The same of a directory that should hold one. */
    public static Optional<String> flaw(Path root) {
        return TrainingConfig.in(root)
                ? flaw(root, TrainingConfig.read(root))
                : Optional.of(root.getFileName() + " is missing");
    }

    /** The same of one of its stages. */
    static Optional<String> flaw(Path root, TrainingConfig config, String stage) {
        return stages(config, 1, Device.cpu()).stream()
                .filter(one -> one.name().equals(stage))
                .flatMap(one -> one.flaw(root).stream())
                .findFirst();
    }

    /**
     * The stages of a training, in order.
     *
     * @param threads that simulations may use
     * @param device that holds the tensors
     */
    public static List<Stage> stages(TrainingConfig config, int threads, Device device) {
        TrainingData data = new TrainingData(config, threads, device);
        List<Stage> stages = new ArrayList<>();
        Needs needs = config.needs();
        if (config.model().isEmpty()) {
            if (needs.dynamics() instanceof Needs.OwnDynamics own) {
                stages.add(new EnsembleStage(data, own.ensemble()));
            } else if (needs.dynamics() instanceof Needs.MetaDynamics meta) {
                stages.add(new MetaModelStage(data, meta.dynamics()));
            }
        }
        if (!config.modelsOnly()) {
            needs.clones().ifPresent(imitation -> stages.add(new CloneStage(data, imitation)));
            for (Groundwork groundwork : config.groundwork()) {
                stages.add(new GroundworkStage(data, groundwork));
            }
            stages.add(new LearnStage(data));
        }
        stages.replaceAll(stage -> new PreciseStage(stage, data));
        return stages;
    }
}
