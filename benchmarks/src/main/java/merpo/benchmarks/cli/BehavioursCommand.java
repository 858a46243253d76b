package merpo.benchmarks.cli;

import ai.djl.ndarray.NDManager;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import merpo.benchmarks.experiment.BehaviorPresets;
import merpo.benchmarks.run.BarProgress;
import merpo.benchmarks.run.BrokenEpisodes;
import merpo.benchmarks.run.Existing;
import merpo.benchmarks.run.LineProgress;
import merpo.benchmarks.run.Progress;
import merpo.benchmarks.run.RunDirectory;
import merpo.datagen.behavior.BehaviorRun;
import merpo.datagen.sac.SacConfig;
import merpo.envs.Divergence;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.task.Task;
import merpo.envs.task.TaskSplit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the policies that make data. */
@Command(
        name = "behaviours",
        description = {
            "Train SAC for all tasks of a family at once, keeping checkpoints from random to good.",
            "The same command again goes on where a killed one stopped."
        },
        footer = {
            "",
            "Example: ./merpo behaviours --env half-cheetah-fwd-back --scale small --out runs/cheetahs"
        })
final class BehavioursCommand implements Callable<Integer> {
    @Option(
            names = "--env",
            required = true,
            paramLabel = "ID",
            description = "As ./merpo envs lists it.")
    String environment;

    @Option(
            names = "--tasks",
            paramLabel = "FILE",
            description = "Tasks as ./merpo envs tasks writes them (default: the fixed ones).")
    Path tasks;

    @Option(
            names = "--scale",
            defaultValue = "small",
            paramLabel = "S",
            description = "smoke, small or paper (default: small).")
    String scale;

    @Option(names = "--seed", defaultValue = "0", paramLabel = "S", description = "Default: 0.")
    long seed;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to keep it.")
    Path out;

    @Mixin ThreadOption threads = new ThreadOption();

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        EnvironmentDefinition definition = Environments.named(environment);
        SacConfig config = BehaviorPresets.of(definition, scale);
        BehaviorRun.Plan plan =
                new BehaviorRun.Plan(definition.id(), tasks(definition), config, seed);
        PrintWriter text = spec.commandLine().getOut();
        try (RunDirectory directory = RunDirectory.create(out, Existing.RESUME);
                NDManager manager = NDManager.newBaseManager()) {
            BehaviorRun run = BehaviorRun.in(directory.root(), plan);
            Progress progress =
                    Boolean.getBoolean(Work.TERMINAL)
                            ? new BarProgress(System.err)
                            : new LineProgress(System.err);
            progress.stage("behaviours", config.steps(), "environment steps per task");
            run.train(manager, threads.count(), watcher(directory, progress));
            progress.stageDone();
        }
        text.println("Trained in " + out + ": curve.csv, checkpoints/");
        return 0;
    }

    /** Every task once: those to train on, then those to test on that are not among them. */
    private List<Task> tasks(EnvironmentDefinition definition) throws Exception {
        TaskSplit split =
                tasks != null
                        ? TaskSplit.load(tasks)
                        : definition.tasks().training() > 1
                                ? TaskSplit.fixed(definition)
                                : TaskSplit.draw(definition, 1, 1, TaskSplit.FIXED_SEED);
        List<Task> all = new ArrayList<>(split.training());
        split.test().stream().filter(task -> !all.contains(task)).forEach(all::add);
        all.forEach(definition.tasks()::require);
        return all;
    }

    private static BehaviorRun.Watcher watcher(RunDirectory directory, Progress progress) {
        return new BehaviorRun.Watcher() {
            private String last = "";

            @Override
            public void checkpoint(int step, double[] returns) {
                last =
                        String.format(
                                Locale.ROOT,
                                "return %.1f, least %.1f",
                                Arrays.stream(returns).average().orElseThrow(),
                                Arrays.stream(returns).min().orElseThrow());
            }

            @Override
            public void step(int step) {
                progress.step(step, last);
            }

            @Override
            public void diverged(Divergence broken) {
                new BrokenEpisodes(directory, progress::note).accept(broken);
            }
        };
    }
}
