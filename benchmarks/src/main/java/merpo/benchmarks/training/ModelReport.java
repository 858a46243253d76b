package merpo.benchmarks.training;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.agents.dynamics.TaskModels;
import merpo.benchmarks.run.CsvLog;
import merpo.benchmarks.run.Progress;
import merpo.benchmarks.run.RunDirectory;
import merpo.datagen.nn.Seeds;
import merpo.envs.task.Task;

/**
 * How well dynamics ensembles predict held-out rows: {@code model/quality.csv}, and a warning where
 * that is too little. Owns the table until {@link #close}.
 */
public final class ModelReport implements AutoCloseable {
    private static final double TRUSTED = 0.9; // R squared of the reward (PAPERS.md, A20)

    private final CsvLog table;
    private final Progress progress;

    /**
     * @param observationSize entries of an observation: one column each
     */
    public ModelReport(RunDirectory run, int observationSize, Progress progress) {
        this.progress = progress;
        table =
                run.freshCsv(
                        "model/quality.csv",
                        Stream.concat(
                                        Stream.of(
                                                "split",
                                                "seed",
                                                "task",
                                                "error",
                                                "r2_reward",
                                                "r2_least"),
                                        IntStream.range(0, observationSize)
                                                .mapToObj(entry -> "r2_" + entry))
                                .toArray(String[]::new));
    }

    /**
     * One row per task and seed.
     *
     * @param split training or test
     */
    public void add(String split, List<Task> tasks, Seeds seeds, TaskModels models) {
        for (int row = 0; row < models.tasks(); row++) {
            TaskModels.Quality of = models.quality(row);
            int task = tasks.get(row).index();
            double least = Double.POSITIVE_INFINITY;
            for (double value : of.rSquared()) {
                least = Double.isNaN(value) ? least : Math.min(least, value);
            }
            Stream.Builder<Object> cells = Stream.builder();
            cells.add(split)
                    .add(seeds.seed(row))
                    .add(task)
                    .add(of.error())
                    .add(of.reward())
                    .add(least);
            for (int entry = 0; entry < of.rSquared().length - 1; entry++) {
                cells.add(of.rSquared()[entry]);
            }
            table.row(cells.build().toArray());
            if (of.reward() < TRUSTED) {
                progress.note(
                        "The model of %s task %d explains %.0f %% of the reward's variance, should be at least %.0f %%: give it more data or more steps"
                                .formatted(split, task, 100 * of.reward(), 100 * TRUSTED));
            }
        }
    }

    @Override
    public void close() {
        table.close();
    }
}
