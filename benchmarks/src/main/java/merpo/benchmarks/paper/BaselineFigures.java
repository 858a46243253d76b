package merpo.benchmarks.paper;

import static merpo.benchmarks.paper.Claim.Origin.CHECK;
import static merpo.benchmarks.paper.Claim.Origin.PAPER;
import static merpo.benchmarks.paper.Condition.atLeast;
import static merpo.benchmarks.paper.Condition.exceeds;
import static merpo.benchmarks.paper.Conventions.TOLERANCE;
import static merpo.benchmarks.paper.MetaTrainings.ANT;
import static merpo.benchmarks.paper.MetaTrainings.CHEETAH;
import static merpo.benchmarks.paper.MetaTrainings.WALKER;
import static merpo.benchmarks.paper.MetaTrainings.WIND;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import merpo.benchmarks.paper.Quantity.Combined;
import merpo.benchmarks.paper.Quantity.Final;
import merpo.benchmarks.paper.Quantity.Level;
import merpo.benchmarks.paper.Quantity.Way;

/** Figures 1, 6, 7d and 11: MerPO and every baseline of the paper on the same data. */
final class BaselineFigures {
    private static final String GOOD = "good";
    private static final String ADAPTED = "adapted";
    private static final double NO_WORSE = 0.02; // of MerPO-Adp beside MerPO

    private static final String ON_ONE_FAMILY =
            "Scores on the test tasks: MerPO after adaptation, MACAW after one step, the others at once, from a context of"
                    + " these tasks' data. MerPO has good data, each baseline good and mixed ones (A34).";
    private static final String ON_ONE_TASK =
            "FOCAL and MerPO learn from the training tasks, COMBO from the new tasks' data alone. Learning rates are those"
                    + " of the scale, not the paper's 8e-5 (A32).";

    /** What goes by one name on the command line, and by another in a figure. */
    private record Named(String id, String text) {}

    /** Methods of the paper's figure 6, and MACAW, which the paper cites. */
    private static final List<Named> BASELINES =
            List.of(
                    new Named("focal", "FOCAL"),
                    new Named("mbml", "MBML"),
                    new Named("pearl", "Batch PEARL"),
                    new Named("cbcq", "Contextual BCQ"),
                    new Named("macaw", "MACAW"));

    /** The parts of figure 6: families, and numbers. */
    private static final List<Named> FAMILIES =
            List.of(
                    new Named(WIND, "6-wind"),
                    new Named(WALKER, "6-walkers"),
                    new Named(CHEETAH, "6-half-cheetah"),
                    new Named(ANT, "6-ant"));

    private final MetaTrainings trainings;

    BaselineFigures(Budget budget) {
        trainings = new MetaTrainings(budget);
    }

    /** Bad data favour FOCAL, good ones COMBO. */
    PaperFigure figure1() {
        return onOneTask("1", WALKER);
    }

    PaperFigure figure11a() {
        return onOneTask("11a", CHEETAH);
    }

    PaperFigure figure11b() {
        return onOneTask("11b", ANT);
    }

    private PaperFigure onOneTask(String number, String environment) {
        List<Line> lines = new ArrayList<>();
        List<Panel> panels = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        for (String quality : List.of("bad", GOOD)) {
            Line focal = over("FOCAL", "focal", environment, quality);
            Line combo = alone(environment, quality);
            lines.addAll(List.of(focal, combo));
            panels.add(beside(environment, quality, combo, List.of(focal, combo)));
            claims.add(
                    quality.equals(GOOD)
                            ? above(quality + " data", combo, focal)
                            : above(quality + " data", focal, combo));
        }
        return new PaperFigure(
                number,
                "FOCAL and COMBO on new tasks of " + environment,
                ON_ONE_TASK,
                lines,
                panels,
                claims);
    }

    /** On a new walker with expert data. */
    PaperFigure figure7d() {
        Line merpo = over("MerPO", "merpo", WALKER, "expert");
        Line focal = over("FOCAL", "focal", WALKER, "expert");
        Line combo = alone(WALKER, "expert");
        List<Line> lines = List.of(merpo, combo, focal);
        return new PaperFigure(
                "7d",
                "MerPO, COMBO and FOCAL on new walkers, expert data",
                ON_ONE_TASK,
                lines,
                List.of(beside(WALKER, "expert", combo, lines)),
                List.of(above("expert data", merpo, combo), above("expert data", combo, focal)));
    }

    /** Levels are those of the learner of single tasks: it was tried on what it learned from. */
    private static Panel beside(
            String environment, String quality, Line measured, List<Line> lines) {
        return new Panel.Along(
                environment + ", " + quality + " data",
                "gradient steps",
                lines.stream().map(Line::key).toList(),
                List.of(
                        new Panel.Reference(measured.key(), "behavior", "behavior policy"),
                        new Panel.Reference(measured.key(), "clone", "its deterministic clone")));
    }

    private static Claim above(String where, Line better, Line worse) {
        return new Claim(
                "%s: %s is above %s".formatted(where, better.label(), worse.label()),
                PAPER,
                exceeds(new Final(better.key()), new Final(worse.key()), TOLERANCE));
    }

    private Line alone(String environment, String quality) {
        return new Line(
                "COMBO, %s, %s".formatted(environment, quality),
                "COMBO",
                trainings.alone("combo", environment, quality),
                "learned");
    }

    private Line over(String label, String algorithm, String environment, String quality) {
        return new Line(
                "%s, %s, %s".formatted(label, environment, quality),
                label,
                trainings.of(algorithm, environment, quality),
                ADAPTED);
    }

    /** All families at once, and what the paper says of them together. */
    PaperFigure figure6() {
        List<Part> parts = FAMILIES.stream().map(family -> part(family.id())).toList();
        List<Quantity> means = new ArrayList<>();
        means.add(mean(parts, Part::adp));
        means.add(mean(parts, Part::merpo));
        for (Named baseline : BASELINES) {
            means.add(
                    new Combined(
                            Way.MEAN,
                            parts.stream().map(part -> part.best(baseline.text())).toList()));
        }
        List<Claim> claims = new ArrayList<>();
        claims.add(
                new Claim(
                        "over the families MerPO-Adp is the best",
                        PAPER,
                        new Condition.Best(means.get(0), means, 0)));
        parts.forEach(part -> claims.addAll(part.claims()));
        return figure("6", "all families", parts, claims);
    }

    /** One of the families. */
    List<PaperFigure> figure6Parts() {
        return FAMILIES.stream()
                .map(
                        family -> {
                            Part part = part(family.id());
                            return figure(family.text(), family.id(), List.of(part), part.claims());
                        })
                .toList();
    }

    private static Quantity mean(List<Part> parts, Function<Part, Line> line) {
        return new Combined(
                Way.MEAN,
                parts.stream().map(part -> (Quantity) new Final(line.apply(part).key())).toList());
    }

    private static PaperFigure figure(
            String number, String where, List<Part> parts, List<Claim> claims) {
        return new PaperFigure(
                number,
                "MerPO and the baselines, " + where,
                ON_ONE_FAMILY,
                parts.stream().flatMap(part -> part.lines().stream()).toList(),
                parts.stream().map(Part::panel).toList(),
                claims);
    }

    private Part part(String environment) {
        List<Line> baselines = new ArrayList<>();
        for (Named baseline : BASELINES) {
            for (String quality : List.of(GOOD, "mixed")) {
                baselines.add(over(baseline.text(), baseline.id(), environment, quality));
            }
        }
        return new Part(
                environment,
                over("MerPO", "merpo", environment, GOOD),
                over("MerPO-Adp", "merpo-adp", environment, GOOD),
                baselines);
    }

    /** What figure 6 says of one family. */
    private record Part(String environment, Line merpo, Line adp, List<Line> baselines) {
        List<Line> lines() {
            return Stream.concat(Stream.of(adp, merpo), baselines.stream()).toList();
        }

        Panel panel() {
            return new Panel.Along(
                    environment,
                    "meta-training steps",
                    lines().stream().map(Line::key).toList(),
                    MetaFigures.references(merpo));
        }

        /** Of a baseline, on the data that suit it better. */
        Quantity best(String label) {
            return new Combined(
                    Way.MAX,
                    baselines.stream()
                            .filter(line -> line.label().equals(label))
                            .map(line -> (Quantity) new Final(line.key()))
                            .toList());
        }

        List<Claim> claims() {
            List<String> labels = baselines.stream().map(Line::label).distinct().toList();
            List<Claim> claims = new ArrayList<>();
            claims.add(
                    new Claim(
                            environment + ": MerPO-Adp is no worse than MerPO",
                            PAPER,
                            atLeast(new Final(adp.key()), new Final(merpo.key()), NO_WORSE)));
            claims.add(
                    new Claim(
                            environment + ": MerPO is no worse than any baseline",
                            PAPER,
                            atLeast(
                                    Quantity.min(new Final(adp.key()), new Final(merpo.key())),
                                    new Combined(Way.MAX, labels.stream().map(this::best).toList()),
                                    TOLERANCE)));
            for (String label : labels) {
                claims.add(
                        new Claim(
                                "%s: %s is no worse than the clone".formatted(environment, label),
                                CHECK,
                                atLeast(best(label), new Level(merpo.key(), "clone"), TOLERANCE)));
            }
            return claims;
        }
    }
}
