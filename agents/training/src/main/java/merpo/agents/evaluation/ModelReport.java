package merpo.agents.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.dynamics.TaskModels.Quality;
import merpo.datagen.nn.Seeds;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.envs.task.Task;

/**
 * How well dynamics ensembles predict held-out rows: {@code model/quality.csv}, and a warning where
 * that is too little. Owns the table until {@link #close}.
 */
public final class ModelReport implements AutoCloseable {
    private static final String FILE = "model/quality.csv";
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
                        FILE,
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
        List<Quality> quality =
                IntStream.range(0, models.tasks()).mapToObj(models::quality).toList();
        for (int row = 0; row < quality.size(); row++) {
            write(split, seeds.seed(row), tasks.get(row), quality.get(row));
        }
        warning(split, tasks, quality).ifPresent(progress::note);
    }

    /** One sentence, however many models predict the reward too badly to be trusted. */
    static Optional<String> warning(String split, List<Task> tasks, List<Quality> quality) {
        List<Integer> untrusted =
                IntStream.range(0, quality.size())
                        .filter(row -> quality.get(row).reward() < TRUSTED)
                        .boxed()
                        .toList();
        return untrusted.stream()
                .min(Comparator.comparingDouble(row -> quality.get(row).reward()))
                .map(
                        worst ->
                                "%d of %d models of %s tasks explain less than %.0f %% of the reward's variance, that of task %d %s: give more data or more steps. All are in %s"
                                        .formatted(
                                                untrusted.size(),
                                                quality.size(),
                                                split,
                                                100 * TRUSTED,
                                                tasks.get(worst).index(),
                                                share(quality.get(worst).reward()),
                                                FILE));
    }

    /** What is explained; a model worse than the mean of the rewards explains less than nothing. */
    private static String share(double rSquared) {
        return rSquared < 0.005 ? "nothing of it" : "%.0f %%".formatted(100 * rSquared);
    }

    private void write(String split, long seed, Task task, Quality of) {
        double least = Double.POSITIVE_INFINITY;
        for (double value : of.rSquared()) {
            least = Double.isNaN(value) ? least : Math.min(least, value);
        }
        Stream.Builder<Object> cells = Stream.builder();
        cells.add(split).add(seed).add(task.index());
        cells.add(of.error()).add(of.reward()).add(least);
        for (int entry = 0; entry < of.rSquared().length - 1; entry++) {
            cells.add(of.rSquared()[entry]);
        }
        table.row(cells.build().toArray());
    }

    @Override
    public void close() {
        table.close();
    }
}
