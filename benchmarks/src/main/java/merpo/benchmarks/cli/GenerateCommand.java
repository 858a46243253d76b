package merpo.benchmarks.cli;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import merpo.datagen.behavior.BehaviorPolicies;
import merpo.datagen.behavior.BehaviorPresets;
import merpo.datagen.behavior.BehaviorRun;
import merpo.datagen.behavior.Zoo;
import merpo.datagen.dataset.Build;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.TaskSource;
import merpo.datagen.generate.DatasetOrder;
import merpo.datagen.generate.GenerateDatasets;
import merpo.datagen.nn.TensorEngine;
import merpo.datagen.run.Existing;
import merpo.datagen.run.Kind;
import merpo.datagen.run.RunDirectory;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.task.TaskDistribution;
import merpo.envs.task.TaskSplit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Datasets from the policies that ship with the project, or from others of one's own. */
@Command(
        name = "generate",
        description = {
            "Write datasets: one HDF5 file per task and quality, D4RL's arrays with their provenance.",
            "The policies that act ship with the project (./merpo zoo), or are trained first (--train). The same command again goes on where a killed one stopped."
        },
        footer = {
            "",
            "Example: ./merpo generate --env half-cheetah-fwd-back --quality medium,expert --transitions 100000 --out data/cheetahs"
        })
final class GenerateCommand implements Callable<Integer> {
    @Mixin FamilyOptions family = new FamilyOptions();

    @Option(
            names = "--quality",
            split = ",",
            required = true,
            paramLabel = "Q",
            description =
                    "random, bad, medium, good, expert, replay, mixed, medium_expert; several with commas.")
    List<String> qualities;

    @Option(
            names = "--transitions",
            required = true,
            paramLabel = "N",
            description = "Least rows per file; a file holds whole episodes.")
    int transitions;

    @Option(
            names = "--policies",
            paramLabel = "DIR",
            description = "Policies of your own: what ./merpo behaviors or ./merpo zoo pack wrote.")
    Path policies;

    @Option(
            names = "--tasks",
            paramLabel = "FILE",
            description =
                    "Tasks as ./merpo envs tasks writes them: which of them are to be tested on (default: the fixed ones).")
    Path tasks;

    @Option(
            names = "--only",
            paramLabel = "SPLIT",
            description = "Data of the tasks to train on (train) or to be tested on (test) alone.")
    String only;

    @Option(names = "--train", description = "Train the policies first, in DIR/behaviors.")
    boolean train;

    @Option(
            names = "--scale",
            defaultValue = "small",
            paramLabel = "S",
            description = "Of this training: smoke, small or paper (default: small).")
    String scale;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Gets a directory per quality.")
    Path out;

    @Mixin ThreadOption threads = new ThreadOption();

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        EnvironmentDefinition definition = family.definition();
        if (train && policies != null) {
            throw Usage.wrong(
                    spec, "--train makes policies and --policies brings them: give one of the two");
        }
        Usage.requireAtLeast(spec, "--transitions", transitions, 1);
        Outputs.requireDirectory(spec, "--out", out);
        List<Quality> wanted = qualities.stream().map(one -> Usage.quality(spec, one)).toList();
        if (wanted.isEmpty()) {
            throw Usage.wrong(spec, "--quality names none. Give one, such as medium");
        }
        if (Set.copyOf(wanted).size() < wanted.size()) {
            throw Usage.wrong(
                    spec,
                    "--quality is %s, which names one twice. Name each once"
                            .formatted(String.join(",", qualities)));
        }
        Usage.requireOneOf(spec, "--scale", scale, BehaviorPresets.SCALES);
        Optional<TaskSplit> split =
                tasks == null ? Optional.empty() : Optional.of(TaskSplit.load(tasks, definition));
        TaskDistribution drawn = definition.tasks();
        int all = drawn.size().orElse(drawn.training() + drawn.test());
        Optional<TaskSource.Split> part =
                part(
                        split.map(own -> own.training().size()).orElse(drawn.training()),
                        split.map(own -> own.test().size()).orElse(all - drawn.training()));
        int cores = threads.count();
        Source source = source(definition, wanted, cores);
        InterruptNotice notice = InterruptNotice.again(spec.commandLine().getErr());
        try (notice;
                RunDirectory directory = RunDirectory.create(out, Existing.RESUME, Kind.DATASETS);
                NDManager manager = TensorEngine.manager()) {
            BehaviorPolicies performers = source.in(directory);
            for (Quality quality : wanted) {
                DatasetOrder order =
                        new DatasetOrder(
                                quality,
                                transitions,
                                DatasetOrder.assigned(performers.actors(), split).stream()
                                        .filter(one -> one.split() == part.orElse(one.split()))
                                        .toList(),
                                split.map(TaskSplit::seed).orElse(TaskSplit.FIXED_SEED),
                                family.seed);
                GenerateDatasets.Origin origin =
                        new GenerateDatasets.Origin(
                                Build.environment(definition), Build.software(), command(order));
                Path place = out.resolve(quality.text());
                GenerationReport report =
                        new GenerationReport(
                                definition, directory, place, order, spec.commandLine().getOut());
                new GenerateDatasets(performers.actors(), performers.training(), origin, cores)
                        .make(order, directory.path(quality.text()), manager, report);
                report.end();
            }
        }
        return 0;
    }

    /** Which tasks are wanted; all where nothing is said. */
    private Optional<TaskSource.Split> part(int training, int test) {
        if (only == null) {
            return Optional.empty();
        }
        List<String> parts = List.of(TaskSource.Split.TRAIN.text(), TaskSource.Split.TEST.text());
        Usage.requireOneOf(spec, "--only", only, parts);
        TaskSource.Split part = TaskSource.Split.of(only);
        int tasks =
                switch (part) {
                    case TRAIN -> training;
                    case TEST -> test;
                    default -> 0;
                };
        if (tasks == 0) {
            throw Usage.wrong(
                    spec,
                    "--only is %s, and of the tasks of %s %d are to train on (train), %d to be tested on (test). Leave it out"
                            .formatted(only, family.environment, training, test));
        }
        return Optional.of(part);
    }

    /** Where the policies come from, found out before anything is written. */
    @FunctionalInterface
    private interface Source {
        BehaviorPolicies in(RunDirectory directory) throws IOException;
    }

    private Source source(EnvironmentDefinition definition, List<Quality> wanted, int cores)
            throws IOException {
        if (train) {
            BehaviorRun.Plan plan =
                    Usage.require(
                            spec,
                            () ->
                                    BehaviorPresets.plan(
                                            definition,
                                            Optional.ofNullable(tasks),
                                            scale,
                                            Map.of(),
                                            family.seed));
            return directory ->
                    BehaviorPolicies.of(
                            BehaviorTrainer.train(
                                    plan, directory, directory.path("behaviors"), cores),
                            directory,
                            cores);
        }
        if (policies != null && BehaviorRun.isIn(policies)) {
            BehaviorRun run = BehaviorRun.open(policies);
            requireSame(run.plan().environment(), definition);
            return directory -> BehaviorPolicies.of(run, directory, cores);
        }
        if (policies == null
                && Zoo.shipped(definition).isEmpty()
                && wanted.stream().allMatch(Quality.RANDOM::equals)) {
            BehaviorPolicies none =
                    BehaviorPolicies.none(
                            BehaviorPresets.plan(
                                    definition,
                                    Optional.ofNullable(tasks),
                                    scale,
                                    Map.of(),
                                    family.seed));
            return directory -> none;
        }
        BehaviorPolicies kept =
                policies != null
                        ? BehaviorPolicies.packed(policies)
                        : BehaviorPolicies.shipped(definition);
        requireSame(kept.actors().zoo().environment().id(), definition);
        return directory -> kept;
    }

    private void requireSame(String environmentOfPolicies, EnvironmentDefinition definition) {
        if (!environmentOfPolicies.equals(definition.id())) {
            throw Usage.wrong(
                    spec,
                    "--policies holds policies of %s, --env asks for %s"
                            .formatted(environmentOfPolicies, definition.id()));
        }
    }

    private List<String> command(DatasetOrder order) {
        List<String> words = new ArrayList<>(List.of("generate", "--env", family.environment));
        words.addAll(List.of("--quality", order.quality().text()));
        words.addAll(List.of("--transitions", Integer.toString(transitions)));
        words.addAll(List.of("--seed", Long.toString(family.seed)));
        if (train) {
            words.addAll(List.of("--train", "--scale", scale));
        }
        if (policies != null) {
            words.addAll(List.of("--policies", policies.normalize().getFileName().toString()));
        }
        if (tasks != null) {
            words.addAll(List.of("--tasks", tasks.normalize().getFileName().toString()));
        }
        if (only != null) {
            words.addAll(List.of("--only", only));
        }
        return List.copyOf(words);
    }
}
