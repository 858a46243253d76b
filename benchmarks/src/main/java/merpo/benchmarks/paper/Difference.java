package merpo.benchmarks.paper;

/** How far one number of a claim lies above the other it is compared with. */
record Difference(Quantity left, Quantity right) {
    double in(Courses courses) {
        return left.in(courses) - right.in(courses);
    }

    /** As a formula. */
    String text() {
        return left.text() + " − " + right.text();
    }
}
