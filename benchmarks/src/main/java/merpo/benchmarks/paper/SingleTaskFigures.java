package merpo.benchmarks.paper;

import static merpo.benchmarks.paper.Claim.Origin.CHECK;
import static merpo.benchmarks.paper.Claim.Origin.PAPER;
import static merpo.benchmarks.paper.Claim.Origin.THEOREM;
import static merpo.benchmarks.paper.Condition.atLeast;
import static merpo.benchmarks.paper.Condition.atMost;
import static merpo.benchmarks.paper.Condition.exceeds;
import static merpo.benchmarks.paper.Conventions.TOLERANCE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import merpo.benchmarks.paper.Quantity.Final;
import merpo.benchmarks.paper.Quantity.Level;
import merpo.benchmarks.paper.Quantity.StepsTo;
import merpo.benchmarks.paper.Quantity.Times;
import merpo.benchmarks.paper.Quantity.Unrest;

/** Figures 4 and 5: COMBO, COMBO-3 and RAC on one task, near a good or a poor meta-policy. */
final class SingleTaskFigures {
    private static final List<String> ENVIRONMENTS = List.of("halfcheetah", "hopper");
    private static final List<String> QUALITIES = List.of("mixed", "medium", "medium_expert");
    private static final List<Double> ALPHAS = List.of(0.0, 0.4, 0.7, 1.0);

    /** RAC's own, of the paper's Table 1. */
    private static final double OWN_ALPHA = 0.4;

    /** The key that {@code ./merpo train rac --set} knows. */
    private static final String ALPHA = "learning.rac.alpha";

    private static final String LEARNED = "learned";
    private static final String META_POLICIES =
            "Good π_c is a SAC checkpoint that ships with the project, poor π_c a random net whose last layer is scaled"
                    + " to near zero.";

    /** A meta-policy that is held fixed: the word for it and the value of the option. */
    private enum MetaPolicy {
        GOOD("good π_c", "zoo:good"),
        POOR("poor π_c", "zoo:poor");

        private final String words;
        private final String option;

        MetaPolicy(String words, String option) {
            this.words = words;
            this.option = option;
        }
    }

    private final Budget budget;

    SingleTaskFigures(Budget budget) {
        this.budget = budget;
    }

    /**
     * For a poor meta-policy a relative form, fixed before the runs: COMBO-3 at most half of COMBO.
     * COMBO itself may score so little that no distance below it is left.
     */
    PaperFigure figure4() {
        List<Line> lines = new ArrayList<>();
        List<Panel> panels = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        for (MetaPolicy policy : MetaPolicy.values()) {
            for (String environment : ENVIRONMENTS) {
                DatasetSpec data = data(environment, "medium");
                String where = environment + ", " + policy.words;
                Line combo = line("COMBO", environment, Training.of("combo", data));
                Line near =
                        line("COMBO-3", where, Training.of("combo-3", data).near(policy.option));
                Line rac = line("RAC", where, Training.of("rac", data).near(policy.option));
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

    private static Line line(String label, String where, Training training) {
        return new Line(label + ", " + where, label, training, LEARNED);
    }

    private static Panel panel(String where, Line combo, Line near, Line rac) {
        return new Panel.Along(
                where,
                "gradient steps",
                List.of(combo.key(), near.key(), rac.key()),
                List.of(
                        new Panel.Reference(rac.key(), "behavior", "behavior policy"),
                        new Panel.Reference(rac.key(), "meta", "π_c")));
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

    /** Theorem 1: no worse than the better of the data's policy and the meta-policy. */
    private static Claim safe(Line rac) {
        return new Claim(
                rac.key() + ": safe improvement",
                THEOREM,
                atLeast(
                        new Final(rac.key()),
                        Quantity.max(
                                new Level(rac.key(), "behavior"), new Level(rac.key(), "meta")),
                        TOLERANCE));
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
                                    rac(data(ENVIRONMENTS.get(0), quality), alpha, policy),
                                    LEARNED);
                    lines.add(line);
                    if (alpha < 0.5) {
                        safety.add(safe(line));
                    }
                }
            }
            claims.add(best(quality, "average over π_c", PAPER, MetaPolicy.values()));
            for (MetaPolicy policy : MetaPolicy.values()) {
                claims.add(best(quality, policy.words, CHECK, policy));
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
                        finals("average over π_c", MetaPolicy.values()),
                        finals(MetaPolicy.POOR.words, MetaPolicy.POOR),
                        finals(MetaPolicy.GOOD.words, MetaPolicy.GOOD)),
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
        String end = alpha == 1 ? "" : ", " + policy.words;
        return "α = " + Words.number(alpha) + ", " + quality + end;
    }

    private static List<MetaPolicy> different(double alpha) {
        return alpha == 1 ? List.of(MetaPolicy.POOR) : List.of(MetaPolicy.values());
    }

    private Training rac(DatasetSpec data, double alpha, MetaPolicy policy) {
        Training named = Training.of(alpha == 0 ? "combo-3" : "rac", data).near(policy.option);
        Training training =
                alpha == 0 || alpha == OWN_ALPHA ? named : named.with(ALPHA, Words.number(alpha));
        return budget.sweepSteps() == 0
                ? training
                : training.with("steps", Integer.toString(budget.sweepSteps()));
    }

    /** No claim of the paper: whether the learners learn at all. */
    PaperFigure anchor() {
        DatasetSpec data = data(ENVIRONMENTS.get(0), "mixed");
        List<Line> lines =
                List.of(
                        anchor("CQL", Training.of("cql", data)),
                        anchor("COMBO", Training.of("combo", data)),
                        anchor("RAC", Training.of("rac", data).near(MetaPolicy.POOR.option)));
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

    private DatasetSpec data(String environment, String quality) {
        return new DatasetSpec(environment, quality, budget.transitions());
    }
}
