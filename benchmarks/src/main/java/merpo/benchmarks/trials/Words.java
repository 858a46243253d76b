package merpo.benchmarks.trials;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as a person reads them. */
public final class Words {
    private Words() {}

    /** At most three decimals, a true minus sign; infinite is never. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "undefined";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "never" : "−∞";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0
                ? "0"
                : rounded.stripTrailingZeros().toPlainString().replace('-', '−');
    }

    /** A number to add: {@code " + 0.05"}, {@code " − 0.15"}, or nothing for 0. */
    public static String added(double value) {
        if (value == 0) {
            return "";
        }
        return (value < 0 ? " − " : " + ") + number(Math.abs(value));
    }
}
