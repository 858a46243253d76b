package merpo.benchmarks.paper;

/** What equal, stable and smoothed mean, fixed before any run. */
final class Conventions {
    /** Two scores within it count as equal. */
    static final double TOLERANCE = 0.05;

    /** Share of the evaluations, the last ones, whose standard deviation tells stability. */
    static final double STABLE_SHARE = 0.2;

    /** Evaluations that a smoothed value averages: itself and as many on either side. */
    static final int WINDOW = 5;

    private Conventions() {}
}
