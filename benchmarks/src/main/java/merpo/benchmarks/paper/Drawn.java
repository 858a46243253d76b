package merpo.benchmarks.paper;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.benchmarks.figure.Band;
import merpo.benchmarks.figure.Figure;
import merpo.benchmarks.figure.MethodLook;
import merpo.benchmarks.figure.SeedFigure;
import merpo.benchmarks.figure.SeedLine;
import merpo.benchmarks.figure.Sheet;
import merpo.benchmarks.trials.Course;
import merpo.benchmarks.trials.NotMeasured;
import merpo.benchmarks.trials.Words;
import merpo.datagen.statistics.Bootstrap;
import merpo.datagen.statistics.Interval;

/** Draws a figure of the paper from what its runs measured. */
final class Drawn {
    private static final int WIDTH = 520;
    private static final int HEIGHT = 380;
    private static final String SCORE = "score";

    private final PaperFigure figure;
    private final Measurements measured;

    Drawn(PaperFigure figure, Measurements measured) {
        this.figure = figure;
        this.measured = measured;
    }

    /** All panels that have something to show, with a caption; empty when none has. */
    Optional<Sheet> sheet(List<String> caption) {
        Map<Panel, List<SeedLine>> drawn = new LinkedHashMap<>();
        for (Panel panel : figure.panels()) {
            List<SeedLine> lines = lines(panel);
            if (!lines.isEmpty()) {
                drawn.put(panel, lines);
            }
        }
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Color> colors = colors();
        List<Figure> panels = new ArrayList<>();
        drawn.forEach(
                (panel, lines) ->
                        panels.add(
                                SeedFigure.of(
                                        figure.name() + "-" + panels.size(),
                                        panel.title(),
                                        shares(panel)
                                                ? "percent of each training's steps"
                                                : panel.across(),
                                        SCORE,
                                        lines,
                                        colors,
                                        width(drawn.size()),
                                        HEIGHT)));
        SeedFigure.shareScale(panels);
        return Optional.of(
                new Sheet(
                        figure.name(),
                        "Figure " + figure.number() + ": " + figure.title(),
                        panels,
                        columns(drawn.size()),
                        Stream.concat(caption.stream(), choice().stream()).toList()));
    }

    /** Two by two for four, else a row. */
    private static int columns(int panels) {
        return panels == 4 ? 2 : Math.min(3, panels);
    }

    /** A panel that stands alone is wider. */
    private static int width(int count) {
        return count == 1 ? WIDTH * 3 / 2 : WIDTH;
    }

    /** One for each label, as they appear, panel after panel. */
    private Map<String, Color> colors() {
        Map<String, Color> own = new LinkedHashMap<>();
        for (Panel panel : figure.panels()) {
            if (panel instanceof Panel.Along along) {
                along.lines().stream()
                        .map(figure::line)
                        .forEach(line -> own.putIfAbsent(line.label(), color(line)));
            } else if (panel instanceof Panel.Finals finals) {
                for (Panel.Row row : finals.rows()) {
                    String first = row.places().get(0).lines().get(0);
                    own.putIfAbsent(row.label(), color(figure.line(first)));
                }
            }
        }
        return MethodLook.distinct(own);
    }

    private static Color color(Line line) {
        String method = line.training().algorithm();
        return MethodLook.color(method, line.policy());
    }

    private List<SeedLine> lines(Panel panel) {
        if (panel instanceof Panel.Along along) {
            List<SeedLine> lines = new ArrayList<>();
            for (List<Line> alternatives : alternatives(along)) {
                Line line = alternatives.get(0);
                along(line, line.policy(), line.label(), false)
                        .map(one -> shares(panel) ? one.inPercent() : one)
                        .ifPresent(lines::add);
            }
            if (!lines.isEmpty()) {
                for (Panel.Reference level : along.references()) {
                    along(figure.line(level.line()), level.policy(), level.label(), true)
                            .ifPresent(lines::add);
                }
            }
            return lines;
        }
        return finals((Panel.Finals) panel);
    }

    /** Lines of one panel with one label, the best first: it is drawn. */
    private List<List<Line>> alternatives(Panel.Along panel) {
        Map<String, List<Line>> byLabel = new LinkedHashMap<>();
        for (String key : panel.lines()) {
            Line line = figure.line(key);
            byLabel.computeIfAbsent(line.label(), label -> new ArrayList<>()).add(line);
        }
        byLabel.values()
                .forEach(lines -> lines.sort(Comparator.comparingDouble(this::score).reversed()));
        return List.copyOf(byLabel.values());
    }

    /** The final score; what was not measured is the worst. */
    private double score(Line line) {
        try {
            return new Quantity.Final(line.key()).in(measured.mean());
        } catch (NotMeasured missing) {
            return Double.NEGATIVE_INFINITY;
        }
    }

    /** Which lines were drawn where there were alternatives; one sentence, or none. */
    private List<String> choice() {
        List<String> chosen = new ArrayList<>();
        for (Panel panel : figure.panels()) {
            if (panel instanceof Panel.Along along) {
                alternatives(along).stream()
                        .filter(lines -> lines.size() > 1)
                        .map(
                                lines ->
                                        lines.stream()
                                                .map(l -> l.key() + " " + Words.number(score(l)))
                                                .collect(Collectors.joining(", not ")))
                        .forEach(chosen::add);
            }
        }
        return chosen.isEmpty()
                ? List.of()
                : List.of("Drawn is the better of two: " + String.join("; ", chosen) + ".");
    }

    /**
     * Whether a step of one line is no step of another: then each goes from 0 to all of its own.
     */
    private boolean shares(Panel panel) {
        return panel instanceof Panel.Along along
                && along.lines().stream()
                                .map(key -> figure.line(key).training().unit())
                                .distinct()
                                .count()
                        > 1;
    }

    private Optional<SeedLine> along(Line line, String policy, String label, boolean level) {
        return measured.trials(line, policy)
                .map(
                        trials -> {
                            Course mean = trials.mean();
                            return new SeedLine(
                                    label,
                                    level,
                                    bands(
                                            mean.steps(),
                                            mean.scores(),
                                            courses -> courses.of(line.key(), policy).scores()));
                        });
    }

    /** Each number in its interval. */
    private List<Band> bands(double[] x, double[] means, Function<Courses, double[]> numbers) {
        List<Interval> intervals =
                Bootstrap.RLIABLE.intervals(random -> numbers.apply(measured.drawn(random)));
        return IntStream.range(0, x.length)
                .mapToObj(
                        i ->
                                new Band(
                                        x[i],
                                        means[i],
                                        intervals.get(i).low(),
                                        intervals.get(i).high()))
                .toList();
    }

    private List<SeedLine> finals(Panel.Finals panel) {
        List<SeedLine> lines = new ArrayList<>();
        for (Panel.Row row : panel.rows()) {
            List<Panel.Place> places = row.places().stream().filter(this::known).toList();
            if (!places.isEmpty()) {
                Function<Courses, double[]> ends =
                        courses -> places.stream().mapToDouble(p -> end(p).in(courses)).toArray();
                double[] x = places.stream().mapToDouble(Panel.Place::x).toArray();
                lines.add(
                        new SeedLine(
                                row.label(), false, bands(x, ends.apply(measured.mean()), ends)));
            }
        }
        return lines;
    }

    /** The caption names what is missing. */
    private boolean known(Panel.Place place) {
        return place.lines().stream()
                .allMatch(key -> measured.trials(figure.line(key)).isPresent());
    }

    private static Quantity end(Panel.Place place) {
        return Quantity.mean(
                place.lines().stream().map(Quantity.Final::new).toArray(Quantity[]::new));
    }
}
