package merpo.benchmarks.bench;

import java.util.List;
import java.util.Locale;

/**
 * What is measured, made of a round's rate.
 *
 * @param name such as {@code MB/s}
 * @param better more of it or less
 * @param per of the rate: the number is {@code rate / per} where more is better, else {@code per /
 *     rate}
 * @param decimals with which files hold it
 */
public record Unit(String name, Better better, double per, int decimals) {
    /** Which of two numbers is the better one. */
    public enum Better {
        MORE(">="),
        LESS("<=");

        private final String sign;

        Better(String sign) {
            this.sign = sign;
        }

        boolean holds(double number, double bound) {
            return this == MORE ? number >= bound : number <= bound;
        }

        String sign() {
            return sign;
        }
    }

    public double of(Round round) {
        return better == Better.MORE ? round.rate() / per : per / round.rate();
    }

    /** The undisturbed one of some rounds: what disturbs, only slows. */
    double best(List<Double> values) {
        var all = values.stream().mapToDouble(value -> value);
        return (better == Better.MORE ? all.max() : all.min()).orElseThrow();
    }

    /** As in files. */
    String text(double value) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
