package merpo.agents.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import merpo.agents.evaluation.Trial;
import merpo.datagen.nn.Seeds;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.statistics.Statistics;

/** What policies return, over the training: {@code returns.csv}. Owns it until {@link #close}. */
public final class Returns implements AutoCloseable {
    static final String FILE = "returns.csv";
    private static final String[] HEADER = {
        "step", "seed", "task", "policy", "return", "std", "score"
    };

    private final CsvLog table;
    private final Trial trial;
    private final Seeds seeds;

    Returns(RunDirectory run, Trial trial, Seeds seeds) {
        this(run.csv(FILE, HEADER), trial, seeds);
    }

    private Returns(CsvLog table, Trial trial, Seeds seeds) {
        this.table = table;
        this.trial = trial;
        this.seeds = seeds;
    }

    /** A table of a run that begins. */
    public static Returns fresh(RunDirectory run, Trial trial, Seeds seeds) {
        return fresh(run, FILE, trial, seeds);
    }

    /** Another table of the same form, without the rows of a former process. */
    static Returns fresh(RunDirectory run, String file, Trial trial, Seeds seeds) {
        return new Returns(run.freshCsv(file, HEADER), trial, seeds);
    }

    /** Drops what was said of later steps. */
    void keepUntil(long step) {
        table.keep(row -> row.integer("step") <= step);
    }

    /**
     * One row per task and seed; the score is left empty where nobody knows what it is.
     *
     * @param returns of each row's episodes, [row][episode]
     * @return the mean score, or else the mean return, in words
     */
    public String add(long step, String policy, double[][] returns) {
        List<Double> means = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (int row = 0; row < returns.length; row++) {
            double mean = Statistics.mean(returns[row]);
            Optional<Double> score = trial.reference(row).map(ends -> ends.score(mean));
            table.row(
                    step,
                    seeds.seed(row),
                    trial.tasks().get(row).index(),
                    policy,
                    mean,
                    Statistics.deviation(returns[row]),
                    score.map(String::valueOf).orElse(""));
            means.add(mean);
            score.ifPresent(scores::add);
        }
        return scores.size() == means.size()
                ? String.format(Locale.ROOT, "%s %.2f", policy, mean(scores))
                : String.format(Locale.ROOT, "%s returns %.1f", policy, mean(means));
    }

    private static double mean(List<Double> values) {
        return Statistics.mean(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The behavior policies, as the data have them. */
    public void behavior(DatasetDirectory test) {
        String unused =
                add(
                        0,
                        "behavior",
                        test.files().stream()
                                .map(item -> item.stored().dataset().returns())
                                .toArray(double[][]::new));
    }

    @Override
    public void close() {
        table.close();
    }
}
