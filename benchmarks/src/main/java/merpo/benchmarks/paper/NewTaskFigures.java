package merpo.benchmarks.paper;

import static merpo.benchmarks.paper.Claim.Origin.PAPER;
import static merpo.benchmarks.paper.Condition.atLeast;
import static merpo.benchmarks.paper.Condition.exceeds;
import static merpo.benchmarks.paper.Condition.near;
import static merpo.benchmarks.paper.Conventions.TOLERANCE;
import static merpo.benchmarks.paper.MetaTrainings.WALKER;

import java.util.ArrayList;
import java.util.List;
import merpo.benchmarks.paper.Quantity.Final;

/** Figures 7c, 9b and 10b: what MerPO makes of new walkers, and what each of its parts is worth. */
final class NewTaskFigures {
    private static final String GOOD = "good";
    private static final List<String> QUALITIES = List.of("bad", "medium", GOOD, "expert");
    private static final String ACROSS = "gradient steps on the new tasks";
    private static final String NOTE =
            "MerPO learned from good data of the training tasks; here it is adapted to the test tasks from their data"
                    + " alone, at the rates of the scale, not the paper's 8e-5 (A32).";

    private final Budget budget;
    private final MetaTrainings trainings;

    NewTaskFigures(Budget budget) {
        this.budget = budget;
        trainings = new MetaTrainings(budget);
    }

    /** Near the meta-policy as well as the data, or near the data alone, from the same start. */
    PaperFigure figure7c() {
        List<Line> lines = new ArrayList<>();
        List<Panel> panels = new ArrayList<>();
        List<Quantity> meta = new ArrayList<>();
        List<Quantity> behavior = new ArrayList<>();
        for (String quality : QUALITIES) {
            Line with = line("With meta", "adapted", quality);
            Line without = line("With behavior only", "behavior-only", quality);
            lines.addAll(List.of(with, without));
            panels.add(panel(quality + " data", with, List.of(with, without)));
            meta.add(new Final(with.key()));
            behavior.add(new Final(without.key()));
        }
        return new PaperFigure(
                "7c",
                "MerPO on new walkers, near the meta-policy and the data, or near the data alone",
                "Both start from π_c and Q_meta; behavior only is α = 1. " + NOTE,
                lines,
                panels,
                List.of(
                        new Claim(
                                "over the qualities, with meta is above behavior only",
                                PAPER,
                                exceeds(
                                        new Quantity.Combined(Quantity.Way.MEAN, meta),
                                        new Quantity.Combined(Quantity.Way.MEAN, behavior),
                                        TOLERANCE))));
    }

    /** The start, the regularizer towards the meta-policy, both, neither. */
    PaperFigure figure9b() {
        Line whole = line("With meta", "adapted", GOOD);
        Line noStart = line("With meta (no init)", "no-init", GOOD);
        Line behavior = line("With behavior only (no init)", "behavior-only-no-init", GOOD);
        Line combo = line("No regularizer", "combo", GOOD);
        List<Line> lines = List.of(whole, noStart, behavior, combo);
        return new PaperFigure(
                "9b",
                "MerPO on new walkers without parts of it, good data",
                "No init: from random networks. No regularizer: COMBO, from random networks. "
                        + NOTE,
                lines,
                List.of(panel("good data", whole, lines)),
                List.of(
                        above(whole, noStart, TOLERANCE),
                        above(whole, behavior, TOLERANCE),
                        above(whole, combo, 2 * TOLERANCE),
                        new Claim(
                                "from random networks, both regularizers are worth what the data's alone is",
                                PAPER,
                                near(
                                        new Final(noStart.key()),
                                        new Final(behavior.key()),
                                        TOLERANCE))));
    }

    private static Claim above(Line better, Line worse, double margin) {
        return new Claim(
                "%s is above %s".formatted(better.label(), worse.label()),
                PAPER,
                exceeds(new Final(better.key()), new Final(worse.key()), margin));
    }

    /** From five trajectories of a new task to two hundred. */
    PaperFigure figure10b() {
        List<Line> lines = new ArrayList<>();
        for (int count : budget.adaptation().trajectories()) {
            String label = count + " trajectories";
            lines.add(new Line(label, label, adapted(GOOD, count), "adapted"));
        }
        Line few = lines.get(0);
        Line most = lines.get(lines.size() - 1);
        return new PaperFigure(
                "10b",
                "MerPO on new walkers over trajectories of each, good data",
                NOTE,
                lines,
                List.of(panel("good data", most, lines)),
                List.of(
                        new Claim(
                                few.label() + " are nearly enough",
                                PAPER,
                                atLeast(
                                        new Final(few.key()),
                                        new Final(most.key()),
                                        2 * TOLERANCE))));
    }

    private static Panel panel(String title, Line measured, List<Line> lines) {
        return new Panel.Along(
                title,
                ACROSS,
                lines.stream().map(Line::key).toList(),
                List.of(
                        new Panel.Reference(measured.key(), "behavior", "behavior policy"),
                        new Panel.Reference(measured.key(), "clone", "its deterministic clone"),
                        new Panel.Reference(measured.key(), "meta", "π_c as it is")));
    }

    private Line line(String label, String policy, String quality) {
        return new Line(
                "%s, %s".formatted(label, quality),
                label,
                adapted(quality, budget.adaptation().most()),
                policy);
    }

    private Training adapted(String quality, int count) {
        return trainings
                .of("merpo", WALKER, GOOD)
                .adaptedTo(
                        new NewTasks(
                                trainings.data(WALKER, quality).ofNewTasks(),
                                count,
                                budget.adaptation().steps(),
                                budget.adaptation().every()));
    }
}
