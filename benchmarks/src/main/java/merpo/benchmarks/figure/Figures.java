package merpo.benchmarks.figure;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import merpo.datagen.run.CsvTable;

/** The figures of one run, made from its tables. */
public final class Figures {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 380;

    private Figures() {}

    /** Score of meta-policy and adapted policy on the test tasks, over the meta-iterations. */
    public static Figure learning(Path run) {
        List<Curve> curves = Curve.of(Tables.read(run, Tables.LEARNING), "meta_iteration", "score");
        Map<String, Spread> all = Curve.levels(Tables.read(run, Tables.RETURNS), "score");
        Map<String, Spread> levels = new LinkedHashMap<>();
        for (String policy : List.of("behaviour", "clone")) {
            if (all.containsKey(policy)) {
                levels.put(policy, all.get(policy));
            }
        }
        return new Figure(
                "learning",
                "Score on the test tasks while MerPO learns from the training tasks: mean over the test tasks, band one"
                        + " standard deviation. 0 is the random policy, 1 "
                        + Scale.of(run).one()
                        + ".",
                BandFigure.withOptimum(
                        BandFigure.chart("Learning", "meta-iteration", "score", curves, levels)),
                BandFigure.numbers("meta_iteration", curves),
                WIDTH,
                HEIGHT);
    }

    /** Score on the test tasks over the steps of adaptation. */
    public static Figure adaptation(Path run) {
        List<Curve> curves =
                Curve.of(Tables.read(run, Tables.ADAPTATION), "adaptation_step", "score");
        return new Figure(
                "adaptation",
                "Score on the test tasks while each is adapted from its own data: mean over the test tasks, band one"
                        + " standard deviation. The control starts from the same networks as MerPO, without its regularizers.",
                BandFigure.withOptimum(
                        BandFigure.chart(
                                "Adaptation", "adaptation step", "score", curves, Map.of())),
                BandFigure.numbers("adaptation_step", curves),
                WIDTH,
                HEIGHT);
    }

    /** Return of the policies that make the data, over their environment steps. */
    public static Figure behaviour(Path run) {
        CsvTable table =
                Tables.read(run, Tables.BEHAVIOUR).require("environment_step", "task", "score");
        Map<Double, Map<String, Double>> cells = new TreeMap<>();
        for (CsvTable.Row row : table.rows()) {
            cells.computeIfAbsent(row.number("environment_step"), x -> new TreeMap<>())
                    .put(row.text("task"), row.number("score"));
        }
        List<Curve> curves =
                List.of(
                        new Curve(
                                "training",
                                cells.entrySet().stream()
                                        .map(
                                                e ->
                                                        new Curve.Point(
                                                                e.getKey(),
                                                                Spread.of(e.getValue().values())))
                                        .toList()));
        return new Figure(
                "behaviour",
                "The policies that make the data: SAC on every task, mean over all tasks, band one standard deviation."
                        + " Checkpoints along this curve become the bad, medium, good and expert data.",
                BandFigure.withOptimum(
                        BandFigure.chart(
                                "Behaviour policies",
                                "environment step",
                                "score",
                                curves,
                                Map.of())),
                BandFigure.numbers("environment_step", curves),
                WIDTH,
                HEIGHT);
    }

    /** Where the adapted policy goes. */
    public static Figure trajectories(Path run) {
        return TrajectoryFigure.of(run, WIDTH, HEIGHT);
    }

    /** All figures in the order of the report. */
    public static List<Figure> all(Path run) {
        return List.of(learning(run), adaptation(run), trajectories(run), behaviour(run));
    }
}
