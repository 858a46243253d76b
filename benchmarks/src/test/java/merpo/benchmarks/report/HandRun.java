package merpo.benchmarks.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import merpo.agents.Preset;
import merpo.agents.training.Trainables;
import merpo.agents.training.TrainingConfig;
import merpo.datagen.nn.Precision;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.Existing;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;

/** Directories of trainings with invented numbers, for tests of the report. */
final class HandRun {
    private static final String WIND = "point-robot-wind";

    private HandRun() {}

    private static RunDirectory begin(Path place, String algorithm, long seed) {
        RunDirectory run = RunDirectory.create(place, Existing.REFUSE);
        Preset<?> preset = Trainables.named(algorithm).preset(WIND, Scale.SMOKE, Reading.WORKING);
        run.writeText(
                TrainingConfig.FILE,
                ConfigYaml.write(
                        new TrainingConfig(
                                algorithm,
                                WIND,
                                "smoke",
                                Reading.WORKING,
                                Precision.FP32,
                                seed,
                                1,
                                20,
                                new TrainingConfig.Data("data/<medium>", "", 0, List.of()),
                                "",
                                "",
                                preset.learning(),
                                preset.evaluation())));
        run.writeText("provenance.json", "{\"revision\": \"abc1234\", \"java\": \"17\"}\n");
        run.finish("learn", 10.25, 512L << 20, 1e9);
        return run;
    }

    private static CsvLog returns(RunDirectory run, String file) {
        return run.csv(file, "step", "seed", "task", "policy", "return", "std", "score");
    }

    /** A return of 20 score - 25. */
    private static void row(CsvLog log, int step, int task, String policy, double score) {
        row(log, step, 0, task, policy, score);
    }

    private static void row(
            CsvLog log, int step, long seed, int task, String policy, double score) {
        log.row(step, seed, task, policy, 20 * score - 25, 1, score);
    }

    /** Two tasks, learned alone: scores .2 and .4 at step 10, .6 and .8 at step 20. */
    static void singleTasks(Path place, String algorithm, long seed) {
        try (RunDirectory run = begin(place, algorithm, seed);
                CsvLog returns = returns(run, "returns.csv");
                CsvLog metrics = run.csv("metrics.csv", "step", "critic_loss", "gap")) {
            for (int task : List.of(0, 1)) {
                row(returns, 0, seed, task, "behavior", 0.5);
            }
            for (int step : List.of(10, 20)) {
                row(returns, step, seed, 0, "learned", step == 10 ? 0.2 : 0.6);
                row(returns, step, seed, 1, "learned", step == 10 ? 0.4 : 0.8);
                metrics.row(step, 1.0 / step, Double.NaN);
            }
        }
    }

    /** Data without references: returns -4 and -6 beside -5 of the data, no scores. */
    static void unscored(Path place) {
        try (RunDirectory run = begin(place, "cql", 0);
                CsvLog returns = returns(run, "returns.csv")) {
            for (int task : List.of(0, 1)) {
                returns.row(0, 0, task, "behavior", -5, 1, "");
                returns.row(10, 0, task, "learned", -8, 1, "");
                returns.row(20, 0, task, "learned", -4 - 2 * task, 1, "");
            }
        }
    }

    /** Four test tasks, evaluated, with all that merpo leaves. */
    static void overTasks(Path place) {
        Map<String, Double> scores =
                new TreeMap<>(
                        Map.of(
                                "behavior", 0.49,
                                "clone", 0.63,
                                "adapted", 0.78,
                                "meta", 0.72,
                                "combo", 0.52,
                                "combo-from-meta", 0.81));
        try (RunDirectory run = begin(place, "merpo", 0);
                CsvLog returns = returns(run, "returns.csv");
                CsvLog evaluation = returns(run, "evaluation.csv");
                CsvLog adaptation = returns(run, "adaptation.csv");
                CsvLog trajectories =
                        run.csv("trajectories.csv", "task", "policy", "step", "time", "x", "y");
                CsvLog quality = run.csv("model/quality.csv", "split", "task", "r2_reward")) {
            for (int task = 12; task < 16; task++) {
                row(returns, 0, task, "behavior", 0.49);
                row(returns, 0, task, "combo", 0.52);
                for (String policy : scores.keySet()) {
                    row(evaluation, 20, task, policy, scores.get(policy) + 0.01 * (task - 13.5));
                }
                for (int step = 0; step <= 5; step++) {
                    trajectories.row(task, "adapted", step, step, 0.2 * step, 0.02 * step * task);
                    trajectories.row(task, "meta", step, step, 99.0, 99.0);
                }
                quality.row("test", task, 0.123456);
            }
            for (int step = 0; step <= 20; step += 10) {
                for (int task = 12; task < 16; task++) {
                    row(returns, step, task, "adapted", 0.1 + 0.03 * step);
                    row(returns, step, task, "meta", 0.03 * step);
                    row(adaptation, step, task, "adapted", 0.72 + 0.003 * step);
                }
            }
        }
    }

    /**
     * No model, no clones; contexts of two tasks at 0, 1 and 4, 6; actions somewhat off the data.
     */
    static void embeddings(Path place) {
        try (RunDirectory run = begin(place, "no-model", 0);
                CsvLog returns = returns(run, "returns.csv");
                CsvLog contexts = run.csv("embeddings.csv", "task", "z_0", "z_1");
                CsvLog support =
                        run.csv("support.csv", "policy", "task", "share", "distance_ratio")) {
            row(returns, 0, 7, "learned", 0.1);
            row(returns, 20, 7, "learned", 0.9);
            contexts.row(7, 0, 0);
            contexts.row(7, 1, 0);
            contexts.row(8, 4, 0);
            contexts.row(8, 6, 0);
            support.row("learned", 7, 0.25, 1.5);
            support.row("learned", 8, 0.75, 2.5);
        }
    }
}
