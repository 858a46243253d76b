package merpo.benchmarks.paper;

import static merpo.benchmarks.paper.Claim.Origin.THEOREM;
import static merpo.benchmarks.paper.Condition.atLeast;
import static merpo.benchmarks.paper.Conventions.TOLERANCE;

import java.util.Arrays;
import java.util.List;
import merpo.benchmarks.paper.Quantity.Final;
import merpo.benchmarks.paper.Quantity.Level;
import merpo.benchmarks.trials.Words;

/** What figures of learners of single tasks share: data, trainings, lines, panels. */
record SingleTasks(Budget budget) {
    static final List<Double> ALPHAS = List.of(0.0, 0.4, 0.7, 1.0);

    /** RAC's own, of the paper's Table 1. */
    static final double OWN_ALPHA = 0.4;

    /** The key that {@code ./merpo train rac --set} knows. */
    private static final String ALPHA = "learning.rac.alpha";

    static final String LEARNED = "learned";

    /** A meta-policy that is held fixed: the word for it and the value of the option. */
    enum MetaPolicy {
        GOOD("good π_c", "zoo:good"),
        BAD("bad π_c", "zoo:bad"),
        POOR("poor π_c", "zoo:poor");

        private final String words;
        private final String option;

        MetaPolicy(String words, String option) {
            this.words = words;
            this.option = option;
        }

        String words() {
            return words;
        }

        String option() {
            return option;
        }

        /** The one of an option's value. */
        static MetaPolicy named(String option) {
            return Arrays.stream(values())
                    .filter(policy -> policy.option.equals(option))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static Line line(String label, String where, Training training) {
        return new Line(label + ", " + where, label, training, LEARNED);
    }

    static Panel panel(String where, Line combo, Line near, Line rac) {
        return new Panel.Along(
                where,
                "gradient steps",
                List.of(combo.key(), near.key(), rac.key()),
                List.of(
                        new Panel.Reference(rac.key(), "behavior", "behavior policy"),
                        new Panel.Reference(rac.key(), "meta", "π_c")));
    }

    /** Theorem 1: no worse than the better of the data's policy and the meta-policy. */
    static Claim safe(Line rac) {
        return new Claim(
                rac.key() + ": safe improvement",
                THEOREM,
                atLeast(
                        new Final(rac.key()),
                        Quantity.max(
                                new Level(rac.key(), "behavior"), new Level(rac.key(), "meta")),
                        TOLERANCE));
    }

    Training rac(DatasetSpec data, double alpha, MetaPolicy policy) {
        Training named = Training.of(alpha == 0 ? "combo-3" : "rac", data).near(policy.option);
        Training training =
                alpha == 0 || alpha == OWN_ALPHA ? named : named.with(ALPHA, Words.number(alpha));
        return budget.sweepSteps() == 0
                ? training
                : training.with("steps", Integer.toString(budget.sweepSteps()));
    }

    DatasetSpec data(String environment, String quality) {
        return new DatasetSpec(environment, quality, budget.transitions());
    }
}
