package merpo.benchmarks.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import merpo.benchmarks.figure.Curve;
import merpo.benchmarks.figure.Figure;
import merpo.benchmarks.figure.MethodLook;
import merpo.benchmarks.figure.PolicyLook;
import merpo.benchmarks.figure.SeedFigure;
import merpo.benchmarks.figure.SeedLine;
import merpo.benchmarks.figure.Spread;

/**
 * Trainings in one figure: a line for each, or for seeds that belong together, over steps; over
 * shares of each training where a step of one is no step of another. Where all have the same data,
 * the policy that made them is a level to compare with.
 */
final class ComparedCurves {
    private static final int WIDTH = 840;
    private static final int HEIGHT = 420;
    private static final double PERCENT = 100;
    private static final String BEHAVIOR = "behavior";
    private static final String CAPTION =
            "Each training's own policy, mean over its tasks; band: one standard deviation over tasks, or over seeds where a line has several.";

    private ComparedCurves() {}

    /** Empty where nothing was measured; by the name of each line. */
    static Optional<Figure> figure(Map<String, List<ReportedRun>> runs) {
        List<ReportedRun> all = runs.values().stream().flatMap(List::stream).toList();
        List<String> units = all.stream().map(ReportedRun::unit).distinct().toList();
        boolean alike = units.size() == 1;
        String y =
                all.stream()
                        .flatMap(run -> run.returns().stream())
                        .map(Results::measure)
                        .filter("return"::equals)
                        .findFirst()
                        .orElse("score");
        List<SeedLine> lines = new ArrayList<>();
        for (Map.Entry<String, List<ReportedRun>> line : runs.entrySet()) {
            List<Curve.Point> points = points(line.getValue(), y);
            double unit = alike ? 1 : PERCENT / line.getValue().get(0).config().steps();
            if (!points.isEmpty()) {
                lines.add(SeedLine.ofDeviations(line.getKey(), false, points).times(unit));
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        data(all, y).ifPresent(lines::add);
        String x = alike ? units.get(0) : "percent of each training's steps";
        Map<String, Color> own = new LinkedHashMap<>();
        runs.forEach(
                (label, seeds) ->
                        own.put(label, MethodLook.color(seeds.get(0).config().algorithm())));
        Map<String, Color> colors = MethodLook.distinct(own);
        Figure figure = SeedFigure.of("learning", "Learning", x, y, lines, colors, WIDTH, HEIGHT);
        return Optional.of(figure.with(CAPTION, figure.numbers()));
    }

    /**
     * Spread over tasks; where there are several seeds, over the means of those that came so far.
     */
    private static List<Curve.Point> points(List<ReportedRun> seeds, String y) {
        if (seeds.size() == 1) {
            return points(seeds.get(0), seeds.get(0).own(), y);
        }
        Map<Double, List<Double>> means = new TreeMap<>();
        for (ReportedRun seed : seeds) {
            for (Curve.Point point : points(seed, seed.own(), y)) {
                means.computeIfAbsent(point.x(), x -> new ArrayList<>()).add(point.y().mean());
            }
        }
        means.values().removeIf(each -> each.size() < seeds.size());
        return means.entrySet().stream()
                .map(place -> new Curve.Point(place.getKey(), Spread.of(place.getValue())))
                .toList();
    }

    private static List<Curve.Point> points(ReportedRun run, String policy, String y) {
        return run.returns().stream()
                .flatMap(table -> Curve.of(table, "step", y).stream())
                .filter(curve -> curve.policy().equals(policy))
                .flatMap(curve -> curve.points().stream())
                .toList();
    }

    /** What made the data, where it is the same for all: its score is a number of the files. */
    private static Optional<SeedLine> data(List<ReportedRun> runs, String y) {
        List<List<Curve.Point>> each =
                runs.stream().map(run -> points(run, BEHAVIOR, y)).distinct().toList();
        return each.size() > 1 || each.get(0).isEmpty()
                ? Optional.empty()
                : Optional.of(SeedLine.ofDeviations(PolicyLook.label(BEHAVIOR), true, each.get(0)));
    }
}
