package merpo.envs.rollout;

import java.util.Arrays;

/**
 * How far two recordings of one case lie apart: largest absolute differences, over the steps that
 * both have.
 *
 * @param steps that both have
 * @param first10 of observations up to step 10
 * @param first50 of observations up to step 50
 * @param all of observations up to the end
 * @param rewards of rewards up to the end
 * @param flagsEqual whether both end alike, in the same step
 */
public record Parity(
        int steps, double first10, double first50, double all, double rewards, boolean flagsEqual) {
    /** Compares two recordings with observations of one width. */
    public static Parity between(Recording one, Recording other) {
        int width = one.observations()[0].length;
        int otherWidth = other.observations()[0].length;
        if (width != otherWidth) {
            throw new IllegalArgumentException(
                    "\"observations\": %d numbers in a row, compared with %d. Record the same environment"
                            .formatted(width, otherWidth));
        }
        int steps = Math.min(one.steps(), other.steps());
        return new Parity(
                steps,
                observations(one, other, Math.min(steps, 10)),
                observations(one, other, Math.min(steps, 50)),
                observations(one, other, steps),
                largest(one.rewards(), other.rewards(), steps),
                Arrays.equals(one.terminated(), other.terminated())
                        && Arrays.equals(one.truncated(), other.truncated()));
    }

    /** The worse of both in every respect; steps add up. */
    public Parity and(Parity other) {
        return new Parity(
                steps + other.steps,
                Math.max(first10, other.first10),
                Math.max(first50, other.first50),
                Math.max(all, other.all),
                Math.max(rewards, other.rewards),
                flagsEqual && other.flagsEqual);
    }

    /** Whether flags are equal and no number differs by more. */
    public boolean within(double tolerance) {
        return flagsEqual && all <= tolerance && rewards <= tolerance;
    }

    private static double observations(Recording one, Recording other, int steps) {
        double worst = 0;
        for (int t = 0; t <= steps; t++) {
            double[] row = one.observations()[t];
            worst = Math.max(worst, largest(row, other.observations()[t], row.length));
        }
        return worst;
    }

    private static double largest(double[] one, double[] other, int count) {
        double worst = 0;
        for (int k = 0; k < count; k++) {
            worst = Math.max(worst, Math.abs(one[k] - other[k])); // NaN stays NaN
        }
        return worst;
    }
}
