package merpo.benchmarks.paper;

import java.util.Map;
import java.util.stream.IntStream;
import merpo.benchmarks.trials.Course;
import merpo.benchmarks.trials.NotMeasured;

/** Courses made by hand: evaluations at steps 1, 2, 3, ... */
final class Hand implements Courses {
    private final Map<String, Course> courses;

    private Hand(Map<String, Course> courses) {
        this.courses = courses;
    }

    static Course course(double... scores) {
        return new Course(
                IntStream.rangeClosed(1, scores.length).asDoubleStream().toArray(), scores);
    }

    static Courses of(String line, double... scores) {
        return new Hand(Map.of(line, course(scores)));
    }

    static Courses of(String a, double[] scoresOfA, String b, double[] scoresOfB) {
        return new Hand(Map.of(a, course(scoresOfA), b, course(scoresOfB)));
    }

    static double[] scores(double... scores) {
        return scores;
    }

    @Override
    public Course of(String line) {
        if (!courses.containsKey(line)) {
            throw new NotMeasured("there is no \"" + line + "\"");
        }
        return courses.get(line);
    }

    @Override
    public Course of(String line, String policy) {
        return of(line + "/" + policy);
    }
}
