package merpo.benchmarks.paper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import merpo.agents.Trainable;
import merpo.agents.training.Trainables;
import merpo.benchmarks.jobs.SeedRange;

/**
 * Run directories as {@code ./merpo train} leaves them, with courses that rise to a known end
 * within their first half; every seed is 0.01 better than the one before.
 */
public final class HandRuns {
    private static final Map<String, Double> ENDS =
            Map.ofEntries(
                    Map.entry("cql", 0.45),
                    Map.entry("combo", 0.5),
                    Map.entry("combo-3", 0.75),
                    Map.entry("rac", 0.8),
                    Map.entry("merpo", 0.85),
                    Map.entry("merpo-adp", 0.86),
                    Map.entry("proximal", 0.6),
                    Map.entry("no-model", 0.4),
                    Map.entry("focal", 0.7),
                    Map.entry("mbml", 0.5),
                    Map.entry("pearl", 0.65),
                    Map.entry("cbcq", 0.6),
                    Map.entry("macaw", 0.68));

    /** What those on mixed data of learners over tasks lack. */
    private static final double MIXED = 0.2;

    private HandRuns() {}

    /** Writes the runs of a figure below {@code out}, with so many evaluations each. */
    public static void write(PaperFigure figure, Path out, Budget budget, int evaluations)
            throws IOException {
        Recipe recipe = new Recipe(out, budget);
        for (Training training : figure.trainings()) {
            for (SeedRange seeds : training.runs(budget.seeds())) {
                Path run = Files.createDirectories(recipe.run(training.name(seeds)));
                Files.writeString(
                        run.resolve("returns.csv"), returns(training, seeds, evaluations));
                describe(run, seeds);
                finish(
                        recipe.run(training.ensembleName(seeds)),
                        training.together() ? Trainables.META_MODEL : Trainables.ENSEMBLE);
                finish(run, training.trainable());
            }
        }
    }

    private static void finish(Path run, Trainable<?> trainable) throws IOException {
        Files.createDirectories(run);
        Files.writeString(
                run.resolve("stages.csv"),
                "stage,seconds,resident_bytes\n" + Trainables.lastStage(trainable) + ",1.0,-1\n");
    }

    private static void describe(Path run, SeedRange seeds) throws IOException {
        Files.writeString(
                run.resolve("config.yaml"),
                "seed: "
                        + seeds.first()
                        + "\nsizes:\n  hiddenLayers: 3\n  width: 128\n  batch: 256\nsteps: 20000\n");
        Files.writeString(
                run.resolve("provenance.json"),
                "{\"merpo\": \"0.1.0\", \"commit\": \"abc\", \"java\": \"17\", \"mujoco\": \"3.17.0\"}\n");
    }

    private static String returns(Training training, SeedRange seeds, int evaluations) {
        StringBuilder text = new StringBuilder("step,seed,task,policy,return,std,score\n");
        for (int seed = seeds.first(); seed <= seeds.last(); seed++) {
            returns(text, training, seed, evaluations);
        }
        return text.toString();
    }

    private static void returns(StringBuilder text, Training training, int seed, int evaluations) {
        boolean single = !training.together();
        double mixed = !single && training.data().quality().equals("mixed") ? MIXED : 0;
        double end = ENDS.get(training.algorithm()) + 0.01 * seed - mixed;
        for (int i = 1; i <= evaluations; i++) {
            double noise = 0.02 * Math.sin(7 * i + 3 * seed + training.algorithm().length());
            double risen = Math.min(1, 2.0 * i / evaluations);
            double score = end * risen + (risen < 1 ? noise : 0);
            for (String policy : single ? List.of("learned") : List.of("adapted", "meta")) {
                row(text, 1000 * i, seed, policy, policy.equals("meta") ? score - 0.1 : score);
            }
            if (!single) {
                row(text, 1000 * i, seed, "combo-from-meta", score - 0.05);
            }
        }
        row(text, 0, seed, "behavior", 0.45);
        if (single) {
            row(text, 0, seed, "meta", training.metaPolicy().orElse("").endsWith("good") ? 0.9 : 0);
        } else {
            row(text, 0, seed, "clone", 0.55);
            row(text, 0, seed, "combo", 0.3);
        }
    }

    private static void row(StringBuilder text, int step, int seed, String policy, double score) {
        text.append(step).append(',').append(seed).append(",0,").append(policy).append(',');
        text.append(4000 * score).append(",1.5,").append(score).append('\n');
    }
}
