package merpo.agents.training;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import merpo.agents.OfflineLearner;
import merpo.agents.TaskData;
import merpo.agents.evaluation.Trial;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;

/** A finished training, tried once more with as many episodes as one likes. */
public final class TrainedLearner {
    /** The table that an examination writes. */
    public static final String FILE = "evaluation.csv";

    private TrainedLearner() {}

    /**
     * What one policy returns over the tasks.
     *
     * @param policy as in {@code returns.csv}
     * @param meanReturn over tasks and episodes
     * @param score 0 as the random policy, 1 as SAC's last
     * @param least of the tasks' scores
     */
    public record Row(String policy, double meanReturn, double score, double least) {}

    /**
     * Tries the policies of a training on its test tasks and writes {@value #FILE}.
     *
     * @param episodes per task
     */
    public static List<Row> examine(RunDirectory run, int episodes, int threads, Device device)
            throws IOException {
        TrainingConfig config = TrainingConfig.read(run.root());
        requireFinished(run.root(), config);
        TrainingData data = new TrainingData(config.withEpisodes(episodes), threads, device);
        try (NDManager manager = data.manager();
                Trial trial = data.trial(run, Progress.silent());
                Returns returns = Returns.fresh(run, FILE, trial, data.testSeeds())) {
            Preparation preparation = new Preparation(run.root(), manager, data);
            TaskData learning = preparation.learning();
            try (OfflineLearner learner =
                    LearnStage.open(config.method(), manager, config, learning)) {
                int step = LearnStage.restore(run.root(), learner);
                Examination examination =
                        new Examination(data, learner, preparation.test(learning), trial, returns);
                examination.baselines(candidate -> {});
                String unused = examination.examine(step, candidate -> {});
            }
        }
        return summary(CsvTable.read(run.path(FILE)));
    }

    static void requireFinished(Path root, TrainingConfig config) {
        if (config.modelsOnly()) {
            throw new Refusal(
                    root
                            + " trained dynamics models and no policy: model/quality.csv says how good they are");
        }
        if (!RunDirectory.finished(root, config.lastStage())) {
            throw new Refusal(root + " is not finished. Go on with it: ./merpo resume " + root);
        }
    }

    private static List<Row> summary(CsvTable table) {
        Map<String, List<CsvTable.Row>> byPolicy = new LinkedHashMap<>();
        for (CsvTable.Row row : table.rows()) {
            byPolicy.computeIfAbsent(row.text("policy"), none -> new ArrayList<>()).add(row);
        }
        List<Row> rows = new ArrayList<>();
        byPolicy.forEach(
                (policy, of) ->
                        rows.add(
                                new Row(
                                        policy,
                                        mean(of, "return"),
                                        mean(of, "score"),
                                        of.stream()
                                                .mapToDouble(row -> row.number("score"))
                                                .min()
                                                .orElseThrow())));
        return rows;
    }

    private static double mean(List<CsvTable.Row> rows, String column) {
        return rows.stream().mapToDouble(row -> row.number(column)).average().orElseThrow();
    }
}
