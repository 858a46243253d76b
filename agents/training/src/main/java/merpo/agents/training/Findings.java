package merpo.agents.training;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.agents.Embedding;
import merpo.agents.Finding;
import merpo.agents.OfflineLearner;
import merpo.agents.TaskData;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.RunDirectory;

/** What a learner says of itself at its end, as tables of its directory. */
record Findings(RunDirectory run, TrainingData data, OfflineLearner learner) {
    /** In {@code embeddings.csv}: tasks that were learned from, and those it is tried on. */
    private static final String TRAINING = "training";

    private static final String TEST = "test";

    void write(TaskData learning, TaskData test) {
        embeddings(learner.embeddings(learning), learner.embeddings(test));
        learner.findings(test).forEach(this::table);
    }

    private void table(Finding finding) {
        try (CsvLog table =
                run.freshCsv(finding.name() + ".csv", finding.columns().toArray(String[]::new))) {
            finding.rows().forEach(row -> table.row(row.toArray()));
        }
    }

    /** One row for each context: which task it is of, and where it lies. */
    private void embeddings(List<Embedding> training, List<Embedding> test) {
        if (test.isEmpty()) {
            return;
        }
        int width = test.get(0).z().length;
        String[] header =
                Stream.concat(
                                Stream.of("split", "task"),
                                IntStream.range(0, width).mapToObj(axis -> "z_" + axis))
                        .toArray(String[]::new);
        try (CsvLog table = run.freshCsv("embeddings.csv", header)) {
            rows(table, TRAINING, data.learning(), training);
            rows(table, TEST, data.test(), test);
        }
    }

    private static void rows(
            CsvLog table, String split, DatasetDirectory of, List<Embedding> embeddings) {
        for (Embedding one : embeddings) {
            Stream.Builder<Object> cells = Stream.builder();
            cells.add(split).add(of.tasks().get(one.task()).index());
            for (float z : one.z()) {
                cells.add(z);
            }
            table.row(cells.build().toArray());
        }
    }
}
