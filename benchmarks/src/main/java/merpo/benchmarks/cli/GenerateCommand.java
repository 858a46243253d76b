package merpo.benchmarks.cli;

import ai.djl.ndarray.NDManager;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import merpo.benchmarks.experiment.Build;
import merpo.benchmarks.run.BrokenEpisodes;
import merpo.benchmarks.run.Existing;
import merpo.benchmarks.run.RunDirectory;
import merpo.datagen.behavior.KeptActors;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.TaskSource;
import merpo.datagen.dataset.WrittenFile;
import merpo.datagen.generate.DatasetOrder;
import merpo.datagen.generate.GenerateDatasets;
import merpo.envs.Divergence;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.task.Task;
import merpo.envs.task.TaskSplit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Datasets from the policies that ship with the project, or from others of one's own. */
@Command(
        name = "generate",
        description = {
            "Write datasets: one HDF5 file per task and quality, D4RL's arrays with their provenance.",
            "The policies that act ship with the project (./merpo zoo). The same command again goes on",
            "where a killed one stopped."
        },
        footer = {
            "",
            "Example: ./merpo generate --env half-cheetah-fwd-back --quality medium,expert --transitions 100000 --out data/cheetahs"
        })
final class GenerateCommand implements Callable<Integer> {
    @Option(
            names = "--env",
            required = true,
            paramLabel = "ID",
            description = "As ./merpo envs lists it.")
    String environment;

    @Option(
            names = "--quality",
            split = ",",
            required = true,
            paramLabel = "Q",
            description =
                    "random, bad, medium, good, expert, mixed, medium_expert; several with commas.")
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
            description = "Policies of your own, as ./merpo zoo pack writes them.")
    Path policies;

    @Option(names = "--seed", defaultValue = "0", paramLabel = "S", description = "Default: 0.")
    long seed;

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
        EnvironmentDefinition definition = Environments.named(environment);
        List<Quality> wanted = qualities.stream().map(Quality::of).toList();
        KeptActors actors = actors(definition);
        List<DatasetOrder> orders = new ArrayList<>();
        for (Quality quality : wanted) {
            orders.add(
                    new DatasetOrder(
                            quality, transitions, tasks(actors), TaskSplit.FIXED_SEED, seed));
        }
        try (RunDirectory directory = RunDirectory.create(out, Existing.RESUME);
                NDManager manager = NDManager.newBaseManager()) {
            for (DatasetOrder order : orders) {
                GenerateDatasets.Origin origin =
                        new GenerateDatasets.Origin(
                                Build.environment(definition), Build.software(), command(order));
                new GenerateDatasets(actors, origin, threads.count())
                        .make(
                                order,
                                directory.path(order.quality().text()),
                                manager,
                                reporter(directory, order.quality()));
            }
        }
        return 0;
    }

    private KeptActors actors(EnvironmentDefinition definition) throws Exception {
        if (policies != null) {
            KeptActors own = KeptActors.read(policies);
            if (!own.zoo().environment().id().equals(definition.id())) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--policies holds policies of %s, --env asks for %s"
                                .formatted(own.zoo().environment().id(), definition.id()));
            }
            return own;
        }
        return KeptActors.shipped(definition)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "No policies of %s ship with the project. Train them: ./merpo behaviours --env %s --out RUN, then ./merpo zoo pack RUN --out DIR, then --policies DIR"
                                                .formatted(definition.id(), definition.id())));
    }

    /** The tasks that there are policies for; the fixed test tasks are said to be such. */
    private static List<DatasetOrder.Assigned> tasks(KeptActors actors) {
        int training = actors.zoo().environment().tasks().training();
        List<DatasetOrder.Assigned> tasks = new ArrayList<>();
        for (Task task : actors.zoo().training().tasks()) {
            tasks.add(
                    new DatasetOrder.Assigned(
                            task,
                            task.index() < training
                                    ? TaskSource.Split.TRAIN
                                    : TaskSource.Split.TEST));
        }
        return tasks;
    }

    private List<String> command(DatasetOrder order) {
        return List.of(
                "generate",
                "--env",
                environment,
                "--quality",
                order.quality().text(),
                "--transitions",
                Integer.toString(transitions),
                "--seed",
                Long.toString(seed));
    }

    private GenerateDatasets.Listener reporter(RunDirectory directory, Quality quality) {
        PrintWriter text = spec.commandLine().getOut();
        return new GenerateDatasets.Listener() {
            @Override
            public void written(int task, WrittenFile file) {
                text.printf(
                        Locale.ROOT,
                        "%s  %.1f MB%n",
                        out.resolve(quality.text()).resolve(file.path().getFileName()),
                        file.bytes() / 1e6);
            }

            @Override
            public void outside(int task, double share) {
                text.printf(
                        Locale.ROOT,
                        "task %d has no %s policy within its band; the nearest returns %.2f of the final one%n",
                        task,
                        quality.text(),
                        share);
            }

            @Override
            public void diverged(Divergence broken) {
                new BrokenEpisodes(directory, text::println).accept(broken);
            }
        };
    }
}
