package merpo.benchmarks.paper;

import static merpo.benchmarks.paper.Claim.Origin.CHECK;
import static merpo.benchmarks.paper.Claim.Origin.PAPER;
import static merpo.benchmarks.paper.Condition.atLeast;
import static merpo.benchmarks.paper.Condition.atMost;
import static merpo.benchmarks.paper.Condition.exceeds;
import static merpo.benchmarks.paper.Conventions.TOLERANCE;
import static merpo.benchmarks.paper.SingleTasks.ALPHAS;
import static merpo.benchmarks.paper.SingleTasks.LEARNED;
import static merpo.benchmarks.paper.SingleTasks.OWN_ALPHA;
import static merpo.benchmarks.paper.SingleTasks.line;
import static merpo.benchmarks.paper.SingleTasks.panel;
import static merpo.benchmarks.paper.SingleTasks.safe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import merpo.benchmarks.paper.Quantity.Final;
import merpo.benchmarks.paper.Quantity.Level;
import merpo.benchmarks.paper.Quantity.StepsTo;
import merpo.benchmarks.paper.Quantity.Times;
import merpo.benchmarks.paper.Quantity.Unrest;
import merpo.benchmarks.paper.SingleTasks.MetaPolicy;
import merpo.benchmarks.trials.Words;

/** Figures 4 and 5: COMBO, COMBO-3 and RAC on one task, near a good or a poor meta-policy. */
final class SingleTaskFigures {
    private static final List<String> ENVIRONMENTS = List.of("halfcheetah", "hopper");
    private static final List<String> QUALITIES = List.of("mixed", "medium", "medium_expert");
    private static final String META_POLICIES =
            "Good π_c is a SAC checkpoint that ships with the project, poor π_c a random net whose last layer is scaled"
                    + " to near zero.";

    /** Of figures 4 and 5. */
    private static final MetaPolicy[] GOOD_AND_POOR = {MetaPolicy.GOOD, MetaPolicy.POOR};

    private final Budget budget;
    private final SingleTasks tasks;

    SingleTaskFigures(Budget budget) {
        this.budget = budget;
        tasks = new SingleTasks(budget);
    }

    /**
     * For a poor meta-policy a relative form, fixed before the runs: COMBO-3 at most half of COMBO.
     * COMBO itself may score so little that no distance below it is left.
     */
    PaperFigure figure4() {
        List<Line> lines = new ArrayList<>();
        List<Panel> panels = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        for (MetaPolicy policy : GOOD_AND_POOR) {
            for (String environment : ENVIRONMENTS) {
                DatasetSpec data = tasks.data(environment, "medium");
                String where = environment + ", " + policy.words();
                Line combo = line("COMBO", environment, Training.of("combo", data));
                Line near =
                        line("COMBO-3", where, Training.of("combo-3", data).near(policy.option()));
                Line rac = line("RAC", where, Training.of("rac", data).near(policy.option()));
                if (policy == MetaPolicy.GOOD) {
                    lines.add(combo);
                }
                lines.addAll(List.of(near, rac));
                panels.add(panel(where, combo, near, rac));
                claims.addAll(
                        policy == MetaPolicy.GOOD
                                ? nearGood(where, combo, near, rac)
                                : nearPoor(where, combo, near, rac));
                claims.add(safe(rac));
            }
        }
        return new PaperFigure(
                "4",
                "COMBO, COMBO-3 and RAC on single tasks, medium data",
                "RAC has α = 0.4. " + META_POLICIES,
                lines,
                panels,
                claims);
    }

    private static List<Claim> nearGood(String where, Line combo, Line near, Line rac) {
        Quantity level = new Times(0.9, new Final(combo.key()));
        return List.of(
                new Claim(
                        where + ": RAC is no worse than COMBO-3",
                        PAPER,
                        atLeast(new Final(rac.key()), new Final(near.key()), TOLERANCE)),
                new Claim(
                        where + ": RAC and COMBO-3 are above COMBO",
                        PAPER,
                        exceeds(
                                Quantity.min(new Final(rac.key()), new Final(near.key())),
                                new Final(combo.key()),
                                TOLERANCE)),
                new Claim(
                        where + ": RAC reaches 0.9 of COMBO's end no later",
                        PAPER,
                        atMost(new StepsTo(rac.key(), level), new StepsTo(combo.key(), level), 0)),
                new Claim(
                        where + ": RAC ends no less steadily",
                        PAPER,
                        atMost(new Unrest(rac.key()), new Unrest(combo.key()), 0)));
    }

    private static List<Claim> nearPoor(String where, Line combo, Line near, Line rac) {
        return List.of(
                new Claim(
                        where + ": COMBO-3 is at most half of COMBO",
                        PAPER,
                        atMost(new Final(near.key()), new Times(0.5, new Final(combo.key())), 0)),
                new Claim(
                        where + ": RAC is no worse than COMBO",
                        PAPER,
                        atLeast(new Final(rac.key()), new Final(combo.key()), 0)),
                new Claim(
                        where + ": COMBO-3 is below COMBO in absolute terms",
                        CHECK,
                        atMost(new Final(near.key()), new Final(combo.key()), -3 * TOLERANCE)));
    }

    /** On every quality of data the best alpha is 0.4, averaged over meta-policies. */
    PaperFigure figure5() {
        List<Line> lines = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        List<Claim> safety = new ArrayList<>();
        for (String quality : QUALITIES) {
            for (double alpha : ALPHAS) {
                for (MetaPolicy policy : different(alpha)) {
                    Line line =
                            new Line(
                                    key(quality, alpha, policy),
                                    "α = " + Words.number(alpha),
                                    tasks.rac(
                                            tasks.data(ENVIRONMENTS.get(0), quality),
                                            alpha,
                                            policy),
                                    LEARNED);
                    lines.add(line);
                    if (alpha < 0.5) {
                        safety.add(safe(line));
                    }
                }
            }
            claims.add(best(quality, "average over π_c", PAPER, GOOD_AND_POOR));
            for (MetaPolicy policy : GOOD_AND_POOR) {
                claims.add(best(quality, policy.words(), CHECK, policy));
            }
        }
        claims.addAll(safety);
        return new PaperFigure(
                "5",
                "RAC with α of 0, 0.4, 0.7 and 1 on three kinds of data, halfcheetah",
                "α = 0 is COMBO-3; at α = 1 the meta-policy has no weight, so one run stands for both. "
                        + META_POLICIES,
                lines,
                List.of(
                        finals("average over π_c", GOOD_AND_POOR),
                        finals(MetaPolicy.POOR.words(), MetaPolicy.POOR),
                        finals(MetaPolicy.GOOD.words(), MetaPolicy.GOOD)),
                claims);
    }

    private static Claim best(
            String quality, String where, Claim.Origin origin, MetaPolicy... policies) {
        List<Quantity> all =
                ALPHAS.stream().map(alpha -> average(keys(quality, alpha, policies))).toList();
        return new Claim(
                quality + " data, " + where + ": 0.4 is the best α",
                origin,
                new Condition.Best(all.get(ALPHAS.indexOf(OWN_ALPHA)), all, TOLERANCE));
    }

    private static Quantity average(List<String> keys) {
        return keys.size() == 1
                ? new Final(keys.get(0))
                : Quantity.mean(keys.stream().map(Final::new).toArray(Quantity[]::new));
    }

    private static Panel finals(String title, MetaPolicy... policies) {
        List<Panel.Row> rows = new ArrayList<>();
        for (String quality : QUALITIES) {
            rows.add(
                    new Panel.Row(
                            quality + " data",
                            ALPHAS.stream()
                                    .map(a -> new Panel.Place(a, keys(quality, a, policies)))
                                    .toList()));
        }
        return new Panel.Finals(title, "α", rows);
    }

    private static List<String> keys(String quality, double alpha, MetaPolicy... policies) {
        return List.of(policies).stream()
                .map(policy -> key(quality, alpha, policy))
                .distinct()
                .toList();
    }

    private static String key(String quality, double alpha, MetaPolicy policy) {
        String end = alpha == 1 ? "" : ", " + policy.words();
        return "α = " + Words.number(alpha) + ", " + quality + end;
    }

    private static List<MetaPolicy> different(double alpha) {
        return alpha == 1 ? List.of(MetaPolicy.POOR) : List.of(GOOD_AND_POOR);
    }

    /** No claim of the paper: whether the learners learn at all. */
    PaperFigure anchor() {
        DatasetSpec data = tasks.data(ENVIRONMENTS.get(0), "mixed");
        List<Line> lines =
                List.of(
                        anchor("CQL", Training.of("cql", data)),
                        anchor("COMBO", Training.of("combo", data)),
                        anchor("RAC", Training.of("rac", data).near(MetaPolicy.POOR.option())));
        List<Claim> claims = new ArrayList<>();
        for (Line line : lines) {
            claims.add(
                    new Claim(
                            line.label() + " is clearly above its data",
                            CHECK,
                            exceeds(
                                    new Final(line.key()),
                                    new Level(line.key(), "behavior"),
                                    TOLERANCE)));
        }
        return new PaperFigure(
                "anchor-1",
                "CQL, COMBO and RAC on mixed data, halfcheetah",
                "RAC has α = 0.4 and a poor π_c: a random net whose last layer is scaled to near zero.",
                lines,
                List.of(
                        new Panel.Along(
                                "halfcheetah, mixed data",
                                "gradient steps",
                                lines.stream().map(Line::key).toList(),
                                List.of(
                                        new Panel.Reference("COMBO", "behavior", "behavior policy"),
                                        new Panel.Reference(
                                                "COMBO", "clone", "its deterministic clone")))),
                claims);
    }

    private Line anchor(String name, Training training) {
        Map<String, String> own = budget.anchor().getOrDefault(training.algorithm(), Map.of());
        return new Line(name, name, training.with(own), LEARNED);
    }
}
