package merpo.benchmarks.paper;

import static merpo.benchmarks.paper.Conventions.STABLE_SHARE;
import static merpo.benchmarks.paper.Conventions.WINDOW;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import merpo.benchmarks.trials.Course;
import merpo.benchmarks.trials.NotMeasured;
import merpo.benchmarks.trials.Words;
import merpo.datagen.statistics.Statistics;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/** A number that follows from measured courses; all but steps and correlations are scores. */
sealed interface Quantity {
    double in(Courses courses);

    /** As a formula, such as {@code final(RAC)}. */
    String text();

    /** The mean score over the last evaluations. */
    record Final(String line) implements Quantity {
        @Override
        public double in(Courses courses) {
            return courses.of(line).end();
        }

        @Override
        public String text() {
            return "final(" + line + ")";
        }
    }

    /** The score of the first evaluation. */
    record First(String line) implements Quantity {
        @Override
        public double in(Courses courses) {
            return courses.of(line).scores()[0];
        }

        @Override
        public String text() {
            return "first(" + line + ")";
        }
    }

    /** The highest smoothed score on the way. */
    record Peak(String line) implements Quantity {
        @Override
        public double in(Courses courses) {
            return Arrays.stream(courses.of(line).smoothed(WINDOW)).max().orElseThrow();
        }

        @Override
        public String text() {
            return "peak(" + line + ")";
        }
    }

    /** The mean score of another policy that the run behind a line measured. */
    record Level(String line, String policy) implements Quantity {
        @Override
        public double in(Courses courses) {
            return Statistics.mean(courses.of(line, policy).scores());
        }

        @Override
        public String text() {
            return policy + "(" + line + ")";
        }
    }

    /** The standard deviation of the last evaluations: how stable learning ended. */
    record Unrest(String line) implements Quantity {
        @Override
        public double in(Courses courses) {
            return Statistics.deviation(courses.of(line).last(STABLE_SHARE, 2));
        }

        @Override
        public String text() {
            return "std(" + line + ")";
        }
    }

    /** The first step at which the smoothed score is at least a level; infinite if never. */
    record StepsTo(String line, Quantity level) implements Quantity {
        @Override
        public double in(Courses courses) {
            Course course = courses.of(line);
            double wanted = level.in(courses);
            double[] smooth = course.smoothed(WINDOW);
            for (int i = 0; i < smooth.length; i++) {
                if (smooth[i] >= wanted) {
                    return course.steps()[i];
                }
            }
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public String text() {
            return "steps(" + line + " to " + level.text() + ")";
        }
    }

    /** The rank correlation of step and score, in [-1, 1]; not a number for a constant score. */
    record Spearman(String line) implements Quantity {
        @Override
        public double in(Courses courses) {
            Course course = courses.of(line);
            if (course.steps().length < 2) {
                throw new NotMeasured("\"" + line + "\" has one evaluation, a trend needs two");
            }
            return new SpearmansCorrelation().correlation(course.steps(), course.scores());
        }

        @Override
        public String text() {
            return "Spearman(step, " + line + ")";
        }
    }

    /** A number that is fixed beforehand. */
    record Constant(double value) implements Quantity {
        @Override
        public double in(Courses courses) {
            return value;
        }

        @Override
        public String text() {
            return Words.number(value);
        }
    }

    /** A multiple of another. */
    record Times(double factor, Quantity of) implements Quantity {
        @Override
        public double in(Courses courses) {
            return factor * of.in(courses);
        }

        @Override
        public String text() {
            return Words.number(factor) + " " + of.text();
        }
    }

    /** Several made one. */
    record Combined(Way way, List<Quantity> of) implements Quantity {
        /** The greatest of greatest ones is the greatest of all. */
        public Combined {
            of = of.stream().flatMap(one -> parts(way, one).stream()).toList();
        }

        private static List<Quantity> parts(Way way, Quantity one) {
            return way != Way.MEAN && one instanceof Combined inner && inner.way == way
                    ? inner.of
                    : List.of(one);
        }

        @Override
        public double in(Courses courses) {
            DoubleStream values = of.stream().mapToDouble(one -> one.in(courses));
            return switch (way) {
                case MIN -> values.min().orElseThrow();
                case MAX -> values.max().orElseThrow();
                case MEAN -> values.average().orElseThrow();
            };
        }

        @Override
        public String text() {
            return of.stream()
                    .map(Quantity::text)
                    .collect(Collectors.joining(", ", way.word + "(", ")"));
        }
    }

    /** How several become one. */
    enum Way {
        MIN("min"),
        MAX("max"),
        MEAN("mean");

        private final String word;

        Way(String word) {
            this.word = word;
        }
    }

    /** The least of several. */
    static Quantity min(Quantity... of) {
        return new Combined(Way.MIN, List.of(of));
    }

    /** The greatest of several. */
    static Quantity max(Quantity... of) {
        return new Combined(Way.MAX, List.of(of));
    }

    /** The mean of several. */
    static Quantity mean(Quantity... of) {
        return new Combined(Way.MEAN, List.of(of));
    }
}
