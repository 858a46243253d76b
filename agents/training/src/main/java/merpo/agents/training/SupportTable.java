package merpo.agents.training;

import java.util.List;
import merpo.agents.Candidate;
import merpo.agents.TaskData;
import merpo.agents.evaluation.Support;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.RunDirectory;

/**
 * How near to the data of their tasks policies stay that were learned over other tasks: {@code
 * support.csv}, a row for each policy and task. Written anew from the first policy on.
 */
final class SupportTable {
    private static final String FILE = "support.csv";
    private static final String[] HEADER = {"policy", "task", "share", "distance_ratio"};

    private final RunDirectory run;
    private final TrainingData data;
    private final Support support;
    private boolean begun;

    /**
     * @param tasks that policies act in
     */
    SupportTable(RunDirectory run, TrainingData data, TaskData tasks) {
        this.run = run;
        this.data = data;
        support = Support.of(tasks.rows(), tasks.seeds());
    }

    void add(Candidate candidate) {
        List<Support.Distance> distances = support.of(candidate.actor());
        try (CsvLog table = begun ? run.csv(FILE, HEADER) : run.freshCsv(FILE, HEADER)) {
            begun = true;
            for (int row = 0; row < distances.size(); row++) {
                table.row(
                        candidate.name(),
                        data.test().tasks().get(row).index(),
                        distances.get(row).share(),
                        distances.get(row).ratio());
            }
        }
    }
}
