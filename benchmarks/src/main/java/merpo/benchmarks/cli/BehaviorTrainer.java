package merpo.benchmarks.cli;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import merpo.benchmarks.figure.BehaviorFigure;
import merpo.benchmarks.figure.Drawing;
import merpo.datagen.behavior.BehaviorRun;
import merpo.datagen.nn.TensorEngine;
import merpo.datagen.run.BrokenEpisodes;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Leaves;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;
import merpo.envs.Divergence;

/** Trains the behavior policies of a family, telling how far it is. */
final class BehaviorTrainer {
    private BehaviorTrainer() {}

    /**
     * Trains to the end, from wherever it stands, and draws the curve.
     *
     * @param directory that is ours alone
     * @param root in it
     */
    static BehaviorRun train(BehaviorRun.Plan plan, RunDirectory directory, Path root, int threads)
            throws IOException {
        List<String> settings =
                List.of(directory.root().relativize(root.resolve(BehaviorRun.FILE)).toString());
        if (BehaviorRun.isIn(root)) {
            Leaves.flaw(directory.root(), settings)
                    .ifPresent(
                            flaw -> {
                                throw new Refusal(
                                        "%s: %s, and a training goes on with the settings that it began with. Bring it back, or begin again in another --out"
                                                .formatted(directory, flaw));
                            });
        }
        BehaviorRun run = BehaviorRun.in(root, plan);
        directory.seal(settings);
        Progress progress = Terminal.progress();
        progress.stage("behaviors", plan.config().steps(), "environment steps per task");
        try (NDManager manager = TensorEngine.manager()) {
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
