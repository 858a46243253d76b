package merpo.benchmarks.paper;

/**
 * A policy that was measured for a line of a figure.
 *
 * @param line its key
 * @param policy as in the runs' {@code returns.csv}
 */
record Measured(String line, String policy) {
    boolean of(Line other) {
        return line.equals(other.key());
    }
}
