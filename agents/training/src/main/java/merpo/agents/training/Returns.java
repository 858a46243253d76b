package merpo.agents.training;

import merpo.agents.evaluation.Trial;
import merpo.datagen.nn.Seeds;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.statistics.Statistics;

/** What policies return, over the training: {@code returns.csv}. Owns it until {@link #close}. */
final class Returns implements AutoCloseable {
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

    /** Another table of the same form, without the rows of a former process. */
    static Returns fresh(RunDirectory run, String file, Trial trial, Seeds seeds) {
        return new Returns(run.freshCsv(file, HEADER), trial, seeds);
    }

    /** Drops what was said of later steps. */
    void keepUntil(long step) {
        table.keep(row -> row.integer("step") <= step);
    }

    /**
     * One row per task and seed.
     *
     * @param returns of each row's episodes, [row][episode]
     * @return the mean score
     */
    double add(long step, String policy, double[][] returns) {
        double sum = 0;
        for (int row = 0; row < returns.length; row++) {
            double mean = Statistics.mean(returns[row]);
            double score = trial.reference(row).score(mean);
            table.row(
                    step,
                    seeds.seed(row),
                    trial.tasks().get(row).index(),
                    policy,
                    mean,
                    Statistics.deviation(returns[row]),
                    score);
            sum += score;
        }
        return sum / returns.length;
    }

    /** The behavior policies, as the data have them. */
    void behavior(DatasetDirectory test) {
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
