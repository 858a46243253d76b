package merpo.benchmarks.paper;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import merpo.benchmarks.trials.NotMeasured;
import merpo.benchmarks.trials.Words;

/** Something that holds or does not hold of measured courses; its tolerances are part of it. */
sealed interface Condition {
    /** Judges; what was not measured makes the verdict unknown. */
    default ClaimVerdict judge(Courses courses) {
        try {
            return measured(courses);
        } catch (NotMeasured missing) {
            return new ClaimVerdict(ClaimVerdict.State.UNKNOWN, missing.getMessage());
        }
    }

    /** As {@link #judge}, for courses that are all there. */
    ClaimVerdict measured(Courses courses);

    /** What is compared; a claim that none of them decides by chance is a settled one. */
    List<Difference> differences();

    /** As a formula. */
    String text();

    /** One quantity against another, moved by {@code slack}. */
    record Compared(Quantity left, Relation relation, Quantity right, double slack)
            implements Condition {
        @Override
        public ClaimVerdict measured(Courses courses) {
            double a = left.in(courses);
            double b = right.in(courses);
            boolean holds = relation.holds(a, b + slack);
            String known = right instanceof Quantity.Constant ? "" : " = " + right.text();
            return ClaimVerdict.of(
                    holds,
                    "%s = %s %s %s%s%s"
                            .formatted(
                                    left.text(),
                                    Words.number(a),
                                    holds ? relation.sign : relation.not,
                                    Words.number(b),
                                    Words.added(slack),
                                    known.isEmpty() ? "" : ", where " + Words.number(b) + known));
        }

        @Override
        public List<Difference> differences() {
            return List.of(new Difference(left, right));
        }

        @Override
        public String text() {
            return left.text() + " " + relation.sign + " " + right.text() + Words.added(slack);
        }
    }

    /** A candidate is the best of all, or within a tolerance of the best. */
    record Best(Quantity candidate, List<Quantity> all, double tolerance) implements Condition {
        public Best {
            all = List.copyOf(all);
        }

        @Override
        public ClaimVerdict measured(Courses courses) {
            double own = candidate.in(courses);
            double best = all.stream().mapToDouble(one -> one.in(courses)).max().orElseThrow();
            return ClaimVerdict.of(
                    Relation.AT_LEAST.holds(own, best - tolerance),
                    "%s; the best is %s, ties within %s count"
                            .formatted(
                                    all.stream()
                                            .map(
                                                    one ->
                                                            one.text()
                                                                    + " "
                                                                    + Words.number(one.in(courses)))
                                            .collect(Collectors.joining(", ")),
                                    Words.number(best),
                                    Words.number(tolerance)));
        }

        @Override
        public List<Difference> differences() {
            List<Quantity> others = all.stream().filter(one -> !one.equals(candidate)).toList();
            return List.of(
                    new Difference(candidate, new Quantity.Combined(Quantity.Way.MAX, others)));
        }

        @Override
        public String text() {
            return "%s is the largest of %d, ties within %s count"
                    .formatted(candidate.text(), all.size(), Words.number(tolerance));
        }
    }

    /** Several, all or one at least of which must hold. */
    record Several(Join join, List<Condition> of) implements Condition {
        public Several {
            of = List.copyOf(of);
        }

        @Override
        public ClaimVerdict measured(Courses courses) {
            List<ClaimVerdict> verdicts = of.stream().map(one -> one.measured(courses)).toList();
            Stream<Boolean> holding =
                    verdicts.stream().map(one -> one.state() == ClaimVerdict.State.HOLDS);
            return ClaimVerdict.of(
                    join == Join.ALL ? holding.allMatch(h -> h) : holding.anyMatch(h -> h),
                    verdicts.stream().map(ClaimVerdict::numbers).collect(Collectors.joining("; ")));
        }

        @Override
        public List<Difference> differences() {
            return of.stream().flatMap(one -> one.differences().stream()).toList();
        }

        @Override
        public String text() {
            return of.stream().map(Condition::text).collect(Collectors.joining(join.word));
        }
    }

    /** How several make one. */
    enum Join {
        ALL(" and "),
        ANY(" or ");

        private final String word;

        Join(String word) {
            this.word = word;
        }
    }

    /** All of several. */
    static Condition all(List<Condition> of) {
        return new Several(Join.ALL, of);
    }

    /** One at least of several. */
    static Condition any(List<Condition> of) {
        return new Several(Join.ANY, of);
    }

    /** How two numbers may stand to each other; never holds for what is not a finite number. */
    enum Relation {
        AT_LEAST("≥", "<"),
        AT_MOST("≤", ">"),
        ABOVE(">", "≤"),
        BELOW("<", "≥");

        private static final double ROUNDING = 1e-12; // 0.3 - 0.05 is 0.24999999999999997
        private final String sign;
        private final String not;

        Relation(String sign, String not) {
            this.sign = sign;
            this.not = not;
        }

        boolean holds(double a, double b) {
            return Double.isFinite(a)
                    && switch (this) {
                        case AT_LEAST -> a >= b - ROUNDING;
                        case AT_MOST -> a <= b + ROUNDING;
                        case ABOVE -> a > b + ROUNDING;
                        case BELOW -> a < b - ROUNDING;
                    };
        }
    }

    /** Left is not below right by more than a tolerance. */
    static Condition atLeast(Quantity left, Quantity right, double tolerance) {
        return new Compared(left, Relation.AT_LEAST, right, -tolerance);
    }

    /** Left is larger by more than a margin. */
    static Condition exceeds(Quantity left, Quantity right, double margin) {
        return new Compared(left, Relation.ABOVE, right, margin);
    }

    /** Neither is above the other by more than a tolerance. */
    static Condition near(Quantity one, Quantity other, double tolerance) {
        return all(List.of(atLeast(one, other, tolerance), atLeast(other, one, tolerance)));
    }

    /** Left is not above right, moved by {@code slack}. */
    static Condition atMost(Quantity left, Quantity right, double slack) {
        return new Compared(left, Relation.AT_MOST, right, slack);
    }
}
