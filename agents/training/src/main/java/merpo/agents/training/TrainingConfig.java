package merpo.agents.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import merpo.agents.Evaluation;
import merpo.agents.Groundwork;
import merpo.agents.Method;
import merpo.agents.Needs;
import merpo.agents.Tasks;
import merpo.agents.Trainable;
import merpo.datagen.nn.Precision;
import merpo.datagen.nn.Seeds;
import merpo.datagen.run.Kind;
import merpo.datagen.run.Mark;
import merpo.datagen.run.Refusal;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Setting;

/**
 * The whole configuration of a training, as its {@code config.yaml} holds it.
 *
 * @param algorithm as on the command line
 * @param environment id
 * @param scale name of the preset that it started from
 * @param reading whether the paper is followed to the letter where that does not learn
 * @param precision of the matrix products where something is learned
 * @param seed from which every draw follows
 * @param seeds how many learners of each task one stack holds, with seeds {@code seed}, {@code
 *     seed} + 1 and so on; 1 for meta-learners
 * @param steps on the learner's clock: gradient steps, or meta-iterations
 * @param data what is learned from
 * @param metaPolicy what COMBO-3 and RAC are held near: {@code zoo:good} and the like, or a file;
 *     empty for other algorithms
 * @param model directory of a training whose dynamics models are taken; empty to train own ones
 * @param learning the settings of what is trained
 * @param evaluation how often and how long policies are tried
 */
public record TrainingConfig(
        String algorithm,
        String environment,
        String scale,
        Reading reading,
        Precision precision,
        long seed,
        int seeds,
        int steps,
        Data data,
        String metaPolicy,
        String model,
        Record learning,
        Evaluation evaluation) {
    /** In a training's directory. */
    public static final String FILE = "config.yaml";

    /** What trainings had before there was a choice. */
    private static final Map<String, String> UNSAID = Map.of("precision", "fp32");

    public TrainingConfig {
        Setting.require("steps", steps, steps >= 0, "at least 0");
        Setting.require("seeds", seeds, seeds >= 1, "at least 1");
        Sizes.require("learning", learning);
        if (Trainables.named(algorithm).tasks() == Tasks.TOGETHER && seeds > 1) {
            throw new IllegalArgumentException(
                    "seeds is %d, must be 1 for %s: a stack of several seeds is for learners of single tasks. Train each in a run of its own: --seed"
                            .formatted(seeds, algorithm));
        }
    }

    /** What is trained decides what its settings are. */
    @JsonCreator
    static TrainingConfig read(
            @JsonProperty("algorithm") String algorithm,
            @JsonProperty("environment") String environment,
            @JsonProperty("scale") String scale,
            @JsonProperty("reading") Reading reading,
            @JsonProperty("precision") Precision precision,
            @JsonProperty("seed") long seed,
            @JsonProperty("seeds") int seeds,
            @JsonProperty("steps") int steps,
            @JsonProperty("data") Data data,
            @JsonProperty("metaPolicy") String metaPolicy,
            @JsonProperty("model") String model,
            @JsonProperty("learning") JsonNode learning,
            @JsonProperty("evaluation") Evaluation evaluation) {
        return new TrainingConfig(
                algorithm,
                environment,
                scale,
                reading,
                precision,
                seed,
                seeds,
                steps,
                data,
                metaPolicy,
                model,
                part(Trainables.named(algorithm), learning),
                evaluation);
    }

    private static <C extends Record> C part(Trainable<C> trained, JsonNode learning) {
        return ConfigYaml.part(
                "learning",
                ConfigYaml.completed(learning, trained.laterSettings()),
                trained.settings());
    }

    /**
     * Which datasets, and how much of them.
     *
     * @param directory of dataset files
     * @param test directory of the test tasks' files; empty where they lie beside the others
     * @param trajectories first episodes of each training task that are used; 0 for all
     * @param digests of the files, by which a resumed training knows them again
     */
    public record Data(String directory, String test, int trajectories, List<String> digests) {
        public Data {
            digests = List.copyOf(digests);
            Setting.require(
                    "data.trajectories", trajectories, trajectories >= 0, "at least 0 (all)");
        }

        private Data at(String learning, String tests) {
            return new Data(learning, tests, trajectories, digests);
        }
    }

    /** Whether a directory holds a training, as its marker says; one of old by what is there. */
    public static boolean in(Path directory) {
        Mark mark = Mark.read(directory).orElse(Mark.of(Kind.UNSAID));
        Path file = directory.resolve(FILE);
        return mark.kind() == Kind.UNSAID
                ? Files.isRegularFile(file) && ConfigYaml.names(text(file), "algorithm")
                : mark.kind() == Kind.TRAINING && !mark.settings().isEmpty();
    }

    /**
     * The configuration in a training's directory, the one that it began with; where data and other
     * runs lay elsewhere then, they are named as they lie now.
     *
     * @throws Refusal if it holds none (it says what the directory is instead), or another one than
     *     it began with
     */
    public static TrainingConfig read(Path root) {
        if (!in(root)) {
            throw NoTraining.in(root);
        }
        Optional<Mark> mark = Mark.read(root).filter(said -> !said.settings().isEmpty());
        Path file = root.resolve(FILE);
        if (mark.isEmpty()) {
            return parse(file, text(file), ". Write it as it was when the run began");
        }
        TrainingConfig begun = parse(root.resolve(Mark.FILE), mark.get().settings(), "");
        if (!Files.exists(file)) {
            return begun.located(root, mark.get());
        }
        String again = ". Remove it: ./merpo resume %s writes it as it was".formatted(root);
        TrainingConfig now = parse(file, text(file), again);
        ConfigYaml.difference(begun.apartFromPlaces(), now.apartFromPlaces())
                .ifPresent(
                        differs -> {
                            throw new Refusal(changed(file, differs, "train another"));
                        });
        return now.located(root, mark.get());
    }

    /**
     * What is said of settings that somebody changed under way.
     *
     * @param differs from those that the run began with
     */
    public static String changed(Path file, ConfigYaml.Difference differs, String another) {
        return "%s: %s is %s, and the run began with %s. A run has one configuration from its first step to its last. Write %s again, or %s: --out"
                .formatted(
                        file,
                        differs.path(),
                        differs.other(),
                        differs.one(),
                        differs.one(),
                        another);
    }

    private static TrainingConfig parse(Path file, String text, String remedy) {
        try {
            return of(file.toString(), text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(e.getMessage() + remedy, e);
        }
    }

    /** Of a text that holds one, whichever version wrote it. */
    static TrainingConfig of(String place, String text) {
        return ConfigYaml.read(place, text, TrainingConfig.class, UNSAID);
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With everything that it names where it lies now. */
    private TrainingConfig located(Path root, Mark mark) {
        return placed(
                named ->
                        mark.places(root, named).stream()
                                .filter(Files::exists)
                                .findFirst()
                                .map(Path::toString)
                                .orElse(named));
    }

    /** With the data, known by their digests, in other directories; null for where they are. */
    public TrainingConfig withData(Path directory, Path test) {
        return with(
                data.at(
                        directory == null ? data.directory() : directory.toString(),
                        test == null ? data.test() : test.toString()),
                metaPolicy,
                model);
    }

    /** With everything that it names by its absolute path. */
    TrainingConfig absolute() {
        return placed(named -> Path.of(named).toAbsolutePath().normalize().toString());
    }

    /** With another path for each that it names. */
    private TrainingConfig placed(UnaryOperator<String> path) {
        UnaryOperator<String> named = text -> text.isEmpty() ? "" : path.apply(text);
        return with(
                data.at(named.apply(data.directory()), named.apply(data.test())),
                MetaPolicies.isFile(metaPolicy) ? path.apply(metaPolicy) : metaPolicy,
                named.apply(model));
    }

    /** What every number of a training follows from: whether there is a file, not where. */
    public TrainingConfig apartFromPlaces() {
        return with(
                data.at("", data.test().isEmpty() ? "" : "apart"),
                MetaPolicies.isFile(metaPolicy) ? "a file" : metaPolicy,
                model.isEmpty() ? "" : "a training");
    }

    private TrainingConfig with(Data where, String policy, String models) {
        return new TrainingConfig(
                algorithm,
                environment,
                scale,
                reading,
                precision,
                seed,
                seeds,
                steps,
                where,
                policy,
                models,
                learning,
                evaluation);
    }

    /** What is trained. */
    public Trainable<?> trainable() {
        return Trainables.named(algorithm);
    }

    /** The method that learns; a training of dynamics models has none. */
    Method<?> method() {
        return (Method<?>) trainable();
    }

    /** Whether dynamics models are all that is trained. */
    public boolean modelsOnly() {
        return !(trainable() instanceof Method<?>);
    }

    /** What must be there before it can begin. */
    public Needs needs() {
        return needs(trainable(), learning);
    }

    private static <C extends Record> Needs needs(Trainable<C> trainable, Record learning) {
        return trainable.needs(trainable.settings().cast(learning));
    }

    /** What its learner stands on besides, each a stage. */
    List<Groundwork> groundwork() {
        return groundwork(method(), learning);
    }

    private static <C extends Record> List<Groundwork> groundwork(
            Method<C> method, Record learning) {
        return method.groundwork(method.settings().cast(learning));
    }

    /** Whether all tasks are learned by one learner. */
    boolean together() {
        return trainable().tasks() == Tasks.TOGETHER;
    }

    /** The stage with which it ends. */
    public String lastStage() {
        return Trainables.lastStage(trainable());
    }

    /** The random streams of a stack of so many tasks. */
    Seeds streams(int tasks) {
        return Seeds.from(seed, seeds, tasks);
    }

    /** The same, with so many episodes per task in each evaluation. */
    TrainingConfig withEpisodes(int episodes) {
        return new TrainingConfig(
                algorithm,
                environment,
                scale,
                reading,
                precision,
                seed,
                seeds,
                steps,
                data,
                metaPolicy,
                model,
                learning,
                evaluation.withEpisodes(episodes));
    }

    /**
     * The same for all trainings that differ by seed, and by models that were made for it, alone.
     */
    public TrainingConfig ofAnySeed() {
        TrainingConfig any = apartFromPlaces();
        return new TrainingConfig(
                algorithm,
                environment,
                scale,
                reading,
                precision,
                0,
                seeds,
                steps,
                any.data(),
                metaPolicy,
                "",
                learning,
                evaluation);
    }
}
