package merpo.benchmarks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import merpo.agents.training.Trainables;
import merpo.agents.training.TrainedLearner;
import merpo.agents.training.TrainingConfig;
import merpo.agents.training.Trainings;
import merpo.benchmarks.report.ReportedRun;
import merpo.benchmarks.report.Summary;
import merpo.datagen.behavior.BehaviorPresets;
import merpo.datagen.behavior.BehaviorRun;
import merpo.datagen.dataset.Build;
import merpo.datagen.run.Kind;
import merpo.datagen.run.Mark;
import merpo.datagen.run.Pipeline;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.task.TaskSplit;
import picocli.CommandLine;

/**
 * A recipe: the commands from tasks to the report, each as a user could give it. What one of them
 * makes is the same through either door.
 *
 * @param environment id
 * @param quality of the data, as of {@code generate}
 * @param overrides {@code behaviors.NAME} for the policies that make the data, others for {@code
 *     train}
 */
record Quickstart(
        String environment,
        Scale scale,
        Reading reading,
        long seed,
        String quality,
        Map<String, String> overrides) {
    /** Marks the directory of a quickstart. */
    static final String FILE = ReportedRun.QUICKSTART;

    private static final Pattern BEHAVIORS = Pattern.compile("behaviou?rs[.]");
    private static final String METHOD = "merpo";

    private static final String TASKS = "tasks.json";

    /** A third of the preset's steps: the point robots' policies are near their best by then. */
    private static final Map<String, String> HURRIED = Map.of("steps", "4000");

    Quickstart {
        overrides = new LinkedHashMap<>(overrides);
        if (scale == Scale.PAPER) {
            throw new IllegalArgumentException(
                    "--scale is \"paper\", must be smoke or small: days of work are better given command by command, ./merpo behaviors, generate, train, evaluate, report");
        }
    }

    /** What is drawn: tasks to learn from, tasks to meet afterwards, episodes of each. */
    private record Sizes(int training, int test, int episodes) {}

    private Sizes sizes() {
        boolean small = scale == Scale.SMALL;
        return switch (environment) {
            case "point-robot-wind" -> small ? new Sizes(12, 4, 80) : new Sizes(3, 2, 8);
            case "walker-2d-params" -> small ? new Sizes(12, 4, 200) : new Sizes(3, 2, 25);
            default -> small ? new Sizes(2, 2, 200) : new Sizes(2, 2, 25); // forward and backward
        };
    }

    /**
     * Refuses what a stage would refuse later.
     *
     * @throws IllegalArgumentException for what does not fit
     */
    void check() throws IOException {
        EnvironmentDefinition definition = Environments.named(environment);
        TrainingConfig unusedConfig =
                Trainings.check(
                        new Trainings.Order(
                                Trainables.named(METHOD),
                                Path.of(""),
                                "",
                                scale,
                                reading,
                                seed,
                                1,
                                "",
                                "",
                                overrides(false)),
                        environment);
        BehaviorRun.Plan unused =
                BehaviorPresets.plan(
                        definition, Optional.empty(), word(scale), overrides(true), seed);
    }

    /** Of the policies that make the data, or of the training. */
    private Map<String, String> overrides(boolean behaviors) {
        Map<String, String> own = new LinkedHashMap<>();
        if (behaviors && scale == Scale.SMALL && environment.equals("point-robot-wind")) {
            own.putAll(HURRIED);
        }
        overrides.forEach(
                (key, value) -> {
                    Matcher prefix = BEHAVIORS.matcher(key);
                    if (prefix.lookingAt() == behaviors) {
                        own.put(behaviors ? key.substring(prefix.end()) : key, value);
                    }
                });
        return own;
    }

    static boolean in(Path root) {
        return ReportedRun.isQuickstart(root);
    }

    /** As it began; its file, where it was lost, is written again. */
    static Quickstart goOn(RunDirectory run) throws IOException {
        Path file = run.path(FILE);
        String begun = Mark.read(run.root()).map(Mark::settings).orElse("");
        if (!Files.exists(file) && !begun.isEmpty()) {
            run.writeText(FILE, begun);
        }
        Quickstart now = ConfigYaml.read(file.toString(), Files.readString(file), Quickstart.class);
        if (!begun.isEmpty()) {
            Quickstart first = ConfigYaml.read(file.toString(), begun, Quickstart.class);
            ConfigYaml.difference(first, now)
                    .ifPresent(
                            differs -> {
                                throw new Refusal(
                                        TrainingConfig.changed(
                                                file, differs, "begin another quickstart"));
                            });
        }
        return now;
    }

    void configure(RunDirectory run) {
        run.writeText("provenance.json", Build.provenanceJson(seed));
        run.begin(Kind.QUICKSTART, FILE, ConfigYaml.write(this));
    }

    /**
     * Runs what is not finished, and shows what came of it.
     *
     * @param shown the directory as the user named it
     * @param others the commands that it stands on
     */
    void run(RunDirectory run, Path shown, int threads, CommandLine line, Commands others)
            throws Exception {
        List<Stage> stages = new ArrayList<>();
        commands(shown, threads)
                .forEach(
                        (name, words) ->
                                stages.add(new Command(name, words, line.getErr(), others)));
        Terminal.run(new Pipeline(run, stages, Terminal.progress()), shown, line.getErr());
        Summary.print(ReportedRun.open(shown), shown, line.getOut());
    }

    /** One command of the recipe. Its own progress is shown, its last words are not. */
    private record Command(String name, List<String> words, PrintWriter err, Commands others)
            implements Stage {
        @Override
        public List<String> leaves() {
            return name.equals("tasks") ? List.of(TASKS) : List.of();
        }

        /** Of what it names itself, or of the run that it made. */
        @Override
        public Optional<String> flaw(Path root) {
            Path training = root.resolve(ReportedRun.TRAINING);
            Optional<String> flaw =
                    switch (name) {
                        case "training" -> Trainings.flaw(training);
                        case "evaluation" -> TrainedLearner.flaw(training);
                        default -> Optional.empty();
                    };
            return Stage.super.flaw(root).or(() -> flaw);
        }

        @Override
        public void run(RunDirectory run, Progress progress) throws Exception {
            progress.note(Launch.words("./merpo " + String.join(" ", words)));
            int unused = others.call(new PrintWriter(Writer.nullWriter()), err, words);
        }
    }

    /** The recipe: the words of each command, by the name of what it makes. */
    private Map<String, List<String>> commands(Path root, int threads) {
        Sizes sizes = sizes();
        String tasks = root.resolve(TASKS).toString();
        String behaviors = root.resolve("behaviors").toString();
        String data = root.resolve("data").resolve(quality).toString();
        String training = root.resolve(ReportedRun.TRAINING).toString();
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put(
                "tasks",
                words(
                        List.of("envs", "tasks", environment, "--out", tasks),
                        List.of("--training", sizes.training(), "--test", sizes.test()),
                        List.of("--seed", TaskSplit.FIXED_SEED + seed)));
        if (!shippedPolicies()) {
            commands.put(
                    "behaviors",
                    words(
                            List.of("behaviors", "--env", environment, "--tasks", tasks),
                            List.of("--scale", word(scale), "--seed", seed, "--out", behaviors),
                            List.of("--threads", threads),
                            sets(overrides(true))));
        }
        commands.put("data", generate(root.resolve("data"), seed, tasks, behaviors, threads));
        List<String> test = List.of();
        if (trainsOnItsTests()) {
            Path others = root.resolve("test-data"); // the same tasks, other episodes
            commands.put("test-data", generate(others, seed + 1, tasks, behaviors, threads));
            test = List.of("--test-data", others.resolve(quality).toString());
        }
        commands.put(
                "training",
                words(
                        List.of("train", METHOD, "--data", data),
                        test,
                        List.of("--scale", word(scale), "--reading", word(reading)),
                        List.of("--seed", seed, "--threads", threads, "--out", training),
                        List.of("--resume"),
                        sets(overrides(false))));
        commands.put("evaluation", words(List.of("evaluate", training, "--threads", threads)));
        commands.put("report", words(List.of("report", root)));
        return commands;
    }

    private List<String> generate(
            Path out, long drawn, String tasks, String behaviors, int threads) {
        int rows = sizes().episodes() * Environments.named(environment).horizon();
        return words(
                List.of("generate", "--env", environment, "--quality", quality),
                List.of("--transitions", rows, "--tasks", tasks),
                shippedPolicies() ? List.of() : List.of("--policies", behaviors),
                List.of("--seed", drawn, "--threads", threads, "--out", out));
    }

    /** An ant learns nothing in a smoke training: those that ship with the project act. */
    private boolean shippedPolicies() {
        return scale == Scale.SMOKE && environment.equals("ant-fwd-back");
    }

    /** Where a family has too few tasks, those to test on are also trained on. */
    private boolean trainsOnItsTests() {
        Sizes sizes = sizes();
        return Environments.named(environment).tasks().size().orElse(Integer.MAX_VALUE)
                < sizes.training() + sizes.test();
    }

    private static List<String> sets(Map<String, String> values) {
        List<String> words = new ArrayList<>();
        values.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
        return words;
    }

    private static List<String> words(List<?>... parts) {
        List<String> words = new ArrayList<>();
        for (List<?> part : parts) {
            part.forEach(word -> words.add(word.toString()));
        }
        return words;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
