package merpo.benchmarks.cli;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import merpo.benchmarks.figure.BehaviorFigure;
import merpo.benchmarks.figure.Drawing;
import merpo.datagen.behavior.BehaviorPresets;
import merpo.datagen.behavior.BehaviorRun;
import merpo.datagen.run.BrokenEpisodes;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.sac.SacConfig;
import merpo.datagen.settings.ConfigYaml;
import merpo.envs.Divergence;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.task.Task;
import merpo.envs.task.TaskSplit;

/**
 * Trains the behavior policies of a family, telling how far it is.
 *
 * @param tasks file of tasks; empty for the fixed ones
 * @param scale name of the settings
 * @param overrides single ones of them, by name
 */
record BehaviorTrainer(
        EnvironmentDefinition definition,
        Optional<Path> tasks,
        String scale,
        Map<String, String> overrides,
        long seed) {

    /** The settings and tasks; nothing is written yet. */
    BehaviorRun.Plan plan() throws IOException {
        SacConfig config =
                ConfigYaml.override(
                        BehaviorPresets.of(definition, scale),
                        SacConfig.class,
                        "training.json",
                        overrides);
        return new BehaviorRun.Plan(definition.id(), every(), config, seed);
    }

    /**
     * Trains to the end, from wherever it stands, and draws the curve.
     *
     * @param directory that is ours alone
     * @param root in it
     */
    static BehaviorRun train(BehaviorRun.Plan plan, RunDirectory directory, Path root, int threads)
            throws IOException {
        BehaviorRun run = BehaviorRun.in(root, plan);
        Progress progress = Terminal.progress();
        progress.stage("behaviors", plan.config().steps(), "environment steps per task");
        try (NDManager manager = NDManager.newBaseManager()) {
            run.train(manager, threads, watcher(directory, progress));
        }
        progress.stageDone();
        directory.writeText(
                directory.root().relativize(root.resolve("curve.svg")).toString(),
                Drawing.svg(
                        BehaviorFigure.of(
                                CsvTable.read(root.resolve("curve.csv")), plan.environment())));
        return run;
    }

    /** Every task once: those to train on, then those to test on that are not among them. */
    private List<Task> every() throws IOException {
        TaskSplit split =
                tasks.isPresent()
                        ? TaskSplit.load(tasks.get())
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
