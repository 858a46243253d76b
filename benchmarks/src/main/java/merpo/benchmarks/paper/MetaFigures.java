package merpo.benchmarks.paper;

import static merpo.benchmarks.paper.Claim.Origin.CHECK;
import static merpo.benchmarks.paper.Claim.Origin.PAPER;
import static merpo.benchmarks.paper.Condition.atLeast;
import static merpo.benchmarks.paper.Condition.atMost;
import static merpo.benchmarks.paper.Condition.exceeds;
import static merpo.benchmarks.paper.Conventions.TOLERANCE;
import static merpo.benchmarks.paper.MetaTrainings.TRAJECTORIES;
import static merpo.benchmarks.paper.MetaTrainings.WALKER;
import static merpo.benchmarks.paper.MetaTrainings.WIND;

import java.util.ArrayList;
import java.util.List;
import merpo.benchmarks.paper.Condition.Compared;
import merpo.benchmarks.paper.Condition.Relation;
import merpo.benchmarks.paper.Quantity.Constant;
import merpo.benchmarks.paper.Quantity.Final;
import merpo.benchmarks.paper.Quantity.First;
import merpo.benchmarks.paper.Quantity.Level;
import merpo.benchmarks.paper.Quantity.Spearman;
import merpo.benchmarks.trials.Words;

/**
 * Figures 3, 7a, 7b, 9a, 9c and 10a: meta-learners, measured on unseen tasks after adaptation. Each
 * carries the control that starts from the same networks without the regularizers.
 */
final class MetaFigures {
    private static final String QUALITY = "good";

    private static final String CONTROL = "control";

    /** Shares of real rows that figure 9a compares (A33). */
    private static final List<Double> RATIOS = List.of(0.2, 0.5, 0.8);

    /** A third of the way from a random policy to SAC's last one. */
    private static final double LEARNED = 0.33;

    private static final String NOTE =
            "Scores on the test tasks after adaptation. The control is COMBO from the same π_c and Q_meta, as many"
                    + " steps.";

    private final Budget budget;
    private final MetaTrainings trainings;

    MetaFigures(Budget budget) {
        this.budget = budget;
        trainings = new MetaTrainings(budget);
    }

    /** With Eq. (5) the return falls while the meta-policy trains. */
    PaperFigure figure3() {
        Line proximal = adapted("Eq. (5)", "proximal", WALKER, budget.fewTrajectories());
        Condition falls =
                Condition.all(
                        List.of(
                                new Compared(
                                        new Spearman(proximal.key()),
                                        Relation.BELOW,
                                        new Constant(0),
                                        0),
                                atMost(
                                        new Final(proximal.key()),
                                        new First(proximal.key()),
                                        -TOLERANCE)));
        return figure(
                "3",
                "Eq. (5), the proximal meta-learner, on walker-2d-params, good data",
                List.of(proximal),
                List.of(new Claim("the return on test tasks falls", PAPER, falls)));
    }

    PaperFigure figure7a() {
        return comparison(
                "7a", "MerPO and Eq. (5) on walker-2d-params, good data", "Eq. (5)", "proximal");
    }

    PaperFigure figure7b() {
        return comparison(
                "7b",
                "MerPO with and without a dynamics model on walker-2d-params, good data",
                "MerPO without a model",
                "no-model");
    }

    /** MerPO and another on the walkers, MerPO above. */
    private PaperFigure comparison(String number, String title, String label, String algorithm) {
        Line merpo = adapted("MerPO", "merpo", WALKER, budget.fewTrajectories());
        Line other = adapted(label, algorithm, WALKER, budget.fewTrajectories());
        List<Claim> claims = new ArrayList<>();
        claims.add(above("MerPO is above " + label, merpo, other));
        claims.addAll(sound(merpo.label(), merpo, control(CONTROL, merpo)));
        return figure(number, title, List.of(merpo, other), claims);
    }

    /** More real rows in every batch, and fewer of the model's. */
    PaperFigure figure9a() {
        List<Line> lines = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        for (double ratio : RATIOS) {
            String label = "real ratio " + Words.number(ratio);
            Training training =
                    trainings
                            .of("merpo", WALKER, QUALITY)
                            .with("learning.merpo.inner.realRatio", Words.number(ratio));
            Line line = new Line(label, label, training, "adapted");
            if (!lines.isEmpty()) {
                Line before = lines.get(lines.size() - 1);
                claims.add(
                        new Claim(
                                "%s is no worse than %s".formatted(label, before.label()),
                                PAPER,
                                atLeast(
                                        new Final(line.key()),
                                        new Final(before.key()),
                                        TOLERANCE)));
            }
            lines.add(line);
        }
        claims.add(
                new Claim(
                        "the highest ratio is no worse than 0.5",
                        PAPER,
                        atLeast(new Final(lines.get(2).key()), new Final(lines.get(1).key()), 0)));
        return figure("9a", "MerPO over real ratios on walker-2d-params, good data", lines, claims);
    }

    PaperFigure figure9c() {
        return fewTrajectories("9c", WIND);
    }

    PaperFigure figure10a() {
        return fewTrajectories("10a", WALKER);
    }

    private PaperFigure fewTrajectories(String number, String environment) {
        List<Line> lines = new ArrayList<>();
        for (int count : budget.trajectories()) {
            lines.add(adapted(count + " trajectories", "merpo", environment, count));
        }
        Line few = lines.get(budget.trajectories().indexOf(budget.fewTrajectories()));
        Line most = lines.get(lines.size() - 1);
        List<Claim> claims = new ArrayList<>();
        claims.add(
                new Claim(
                        few.key() + " are enough",
                        PAPER,
                        atLeast(new Final(few.key()), new Final(most.key()), TOLERANCE)));
        claims.addAll(sound("MerPO with " + few.label(), few, control(CONTROL, few)));
        return figure(
                number,
                "MerPO over trajectories per training task on " + environment + ", good data",
                lines,
                claims);
    }

    /** No claim of the paper: whether MerPO learns at all, on unseen tasks. */
    PaperFigure anchor() {
        List<Line> lines = new ArrayList<>();
        List<Panel> panels = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        for (String environment : List.of(WIND, WALKER)) {
            for (String quality : List.of("medium", QUALITY)) {
                String where = environment + ", " + quality + " data";
                Line merpo = in(where, "MerPO", "merpo", environment, quality);
                Line control = control("control, " + where, merpo);
                lines.addAll(List.of(merpo, control));
                panels.add(
                        new Panel.Along(
                                where,
                                "meta-training steps",
                                List.of(merpo.key(), control.key()),
                                references(merpo)));
                claims.addAll(sound(merpo.key(), merpo, control));
            }
        }
        return new PaperFigure("anchor-2", "MerPO on unseen tasks", NOTE, lines, panels, claims);
    }

    /** What a task embedding makes of the same data, without a step on new tasks. */
    PaperFigure embedding() {
        List<Line> lines = new ArrayList<>();
        List<Panel> panels = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        for (String environment : List.of(WIND, WALKER)) {
            Line merpo = in(environment, "MerPO", "merpo", environment, QUALITY);
            Line focal = in(environment, "FOCAL", "focal", environment, QUALITY);
            lines.addAll(List.of(merpo, focal));
            panels.add(
                    new Panel.Along(
                            environment + ", " + QUALITY + " data",
                            "meta-training steps",
                            List.of(merpo.key(), focal.key()),
                            references(merpo)));
            claims.add(above(merpo.key() + ", is above FOCAL", merpo, focal));
            claims.add(
                    new Claim(
                            focal.key() + ", learns",
                            CHECK,
                            exceeds(new Final(focal.key()), new First(focal.key()), LEARNED)));
        }
        return new PaperFigure(
                "anchor-3",
                "MerPO and FOCAL on unseen tasks",
                "Scores on the test tasks: MerPO after adaptation, FOCAL at once, from a context of their data.",
                lines,
                panels,
                claims);
    }

    /** A line of one of several panels. */
    private Line in(
            String panel, String label, String algorithm, String environment, String quality) {
        Training training = trainings.of(algorithm, environment, quality);
        return new Line(label + ", " + panel, label, training, "adapted");
    }

    static List<Panel.Reference> references(Line measured) {
        return List.of(
                new Panel.Reference(measured.key(), "behavior", "behavior policy"),
                new Panel.Reference(measured.key(), "clone", "its deterministic clone"),
                new Panel.Reference(measured.key(), "combo", "COMBO from scratch"));
    }

    /** A figure of one panel, with the control and what to compare with from one of the lines. */
    private PaperFigure figure(
            String number, String title, List<Line> measured, List<Claim> claims) {
        Line first = reference(measured);
        List<Line> lines = new ArrayList<>(measured);
        lines.add(control(CONTROL, first));
        return new PaperFigure(
                number,
                title,
                NOTE,
                lines,
                List.of(
                        new Panel.Along(
                                "unseen tasks, after adaptation",
                                "meta-training steps",
                                lines.stream().map(Line::key).toList(),
                                references(first))),
                claims);
    }

    private static Line control(String key, Line of) {
        return new Line(key, "control from " + of.label(), of.training(), "combo-from-meta");
    }

    /** The line with as much data as in every other figure. */
    private Line reference(List<Line> lines) {
        String few = Integer.toString(budget.fewTrajectories());
        return lines.stream()
                .filter(line -> few.equals(line.training().dataSettings().get(TRAJECTORIES)))
                .findFirst()
                .orElseThrow();
    }

    private static Claim above(String name, Line merpo, Line other) {
        return new Claim(
                name,
                PAPER,
                atLeast(new Final(merpo.key()), new Final(other.key()), -3 * TOLERANCE));
    }

    /** What MerPO should show on any data but the best, and the control. */
    private static List<Claim> sound(String name, Line merpo, Line control) {
        List<Claim> claims = new ArrayList<>();
        for (String policy : List.of("behavior", "clone", "combo")) {
            claims.add(
                    new Claim(
                            name + " is above " + policy,
                            CHECK,
                            exceeds(new Final(merpo.key()), new Level(merpo.key(), policy), 0)));
        }
        claims.add(
                new Claim(
                        name + " is no worse than the control",
                        CHECK,
                        atLeast(new Final(merpo.key()), new Final(control.key()), TOLERANCE)));
        return claims;
    }

    private Line adapted(String label, String algorithm, String environment, int trajectories) {
        return new Line(
                label,
                label,
                trainings.of(algorithm, environment, QUALITY, trajectories),
                "adapted");
    }
}
