package merpo.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.RunDirectory;

/** A run with invented numbers of a likely shape, for tests of figures and report. */
final class ExampleRun {
    private static final List<Integer> TASKS = List.of(12, 13, 14, 15);
    private static final Map<String, Double> SCORES =
            Map.of(
                    "random", 0.0,
                    "behaviour", 0.49,
                    "clone", 0.63,
                    "meta", 0.72,
                    "merpo", 0.78,
                    "combo", 0.52,
                    "combo-from-meta", 0.81,
                    "optimum", 1.0);

    private ExampleRun() {}

    static void fill(RunDirectory run) {
        Random random = new Random(7);
        try (CsvLog log =
                run.csv(
                        "merpo/learning.csv",
                        "meta_iteration",
                        "task",
                        "policy",
                        "return",
                        "score")) {
            for (int i = 0; i <= 600; i += 30) {
                for (int task : TASKS) {
                    double grown = 1 - Math.exp(-i / 150.0);
                    row(log, i, task, "meta", 0.72 * grown, random);
                    row(log, i, task, "adapted", 0.3 + 0.48 * grown, random);
                }
            }
        }
        try (CsvLog log =
                run.csv(
                        "test/adaptation.csv",
                        "adaptation_step",
                        "task",
                        "policy",
                        "return",
                        "score")) {
            for (int i = 0; i <= 100; i += 10) {
                for (int task : TASKS) {
                    row(log, i, task, "merpo", 0.72 + 0.06 * i / 100.0, random);
                    row(log, i, task, "combo", 0.1 + 0.42 * i / 100.0, random);
                    row(log, i, task, "combo-from-meta", 0.72 + 0.09 * i / 100.0, random);
                }
            }
        }
        try (CsvLog log =
                run.csv("test/returns.csv", "policy", "task", "return", "score", "episodes")) {
            SCORES.forEach(
                    (policy, score) -> {
                        for (int task : TASKS) {
                            double spread = score > 0 && score < 1 ? 0.01 * (task - 13.5) : 0;
                            log.row(policy, task, 20 * (score + spread) - 25, score + spread, 10);
                        }
                    });
        }
        try (CsvLog log =
                run.csv("test/trajectories.csv", "task", "policy", "step", "time", "x", "y")) {
            for (int task : TASKS) {
                for (int i = 0; i <= 25; i++) {
                    double x = Math.min(1.0, 0.1 * i) + 0.01 * random.nextGaussian();
                    double y =
                            (task - 13.5) * 0.1 * Math.sin(Math.PI * Math.min(1, i / 12.0))
                                    + 0.01 * random.nextGaussian();
                    log.row(task, "merpo", i, i, x, y);
                    log.row(task, "behaviour", i, i, x / 2, y / 2);
                }
            }
        }
        try (CsvLog log =
                run.csv("behaviour/curve.csv", "environment_step", "task", "return", "score")) {
            for (int i = 0; i <= 3000; i += 150) {
                for (int task = 0; task < 16; task++) {
                    double score = 0.95 * (1 - Math.exp(-i / 700.0)) + 0.03 * random.nextGaussian();
                    log.row(i, task, 20 * score - 25, score);
                }
            }
        }
        run.writeText(
                "tasks.json",
                """
                {"environment": "point-robot-wind", "tasks": [
                  {"task": 12, "split": "test", "parameters": {"wind": [-0.03, 0.02]}},
                  {"task": 13, "split": "test", "parameters": {"wind": [0.04, -0.03]}},
                  {"task": 14, "split": "test", "parameters": {"wind": [0.01, 0.05]}},
                  {"task": 15, "split": "test", "parameters": {"wind": [-0.02, -0.04]}}
                ]}
                """);
        run.writeText(
                "config.yaml",
                "environment: point-robot-wind\nseed: 0\nnote: \"<script>alert(1)</script>\"\n");
        run.writeText("provenance.json", "{\"revision\": \"abc1234\", \"java\": \"17\"}\n");
        for (String stage : List.of("tasks", "behaviour", "data", "meta-model", "merpo", "test")) {
            run.finish(stage, 10.25 + stage.length(), 512L << 20);
        }
    }

    private static void row(
            CsvLog log, int x, int task, String policy, double score, Random random) {
        double noisy = score + 0.02 * (task - 13.5) + 0.01 * random.nextGaussian();
        log.row(
                x,
                task,
                policy,
                String.format(Locale.ROOT, "%.4f", 20 * noisy - 25),
                String.format(Locale.ROOT, "%.4f", noisy));
    }
}
