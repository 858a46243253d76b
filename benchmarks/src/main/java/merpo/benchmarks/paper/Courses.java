package merpo.benchmarks.paper;

import merpo.benchmarks.trials.Course;

/** The measured courses that a claim is judged on: those of one seed, or their means. */
interface Courses {
    /**
     * The course of a line of the figure.
     *
     * @throws NotMeasured when there is none
     */
    Course of(String line);

    /**
     * The course of another policy, measured in the run behind a line.
     *
     * @throws NotMeasured when there is none
     */
    Course of(String line, String policy);
}
