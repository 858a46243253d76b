package merpo.agents.macaw;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.agents.Alarm;

/** What is known to end badly in MACAW. */
final class MacawAlarms {
    private MacawAlarms() {}

    static List<Alarm> all() {
        return List.of(new TooFar(), new Standing());
    }

    /** The step leads V away from its data: the rates are too large for the returns. */
    private record TooFar() implements Alarm {
        private static final double WORSE = 10;

        @Override
        public String name() {
            return "step";
        }

        @Override
        public Optional<String> look(int step, Map<String, Double> seen) {
            double before = seen.get("value_inner");
            double after = seen.get("value_outer");
            return after > WORSE * before
                    ? Optional.of(
                            "V errs by %.3g after its inner step and by %.3g before: the step goes too far, with rates up to %.3g. Lower learning.inner.rate, or divide returns by their deviation (learning.returnScale=DEVIATION)"
                                    .formatted(after, before, seen.get("largest_rate")))
                    : Optional.empty();
        }
    }

    /** All rates have been learned away: adaptation changes nothing. */
    private record Standing() implements Alarm {
        private static final double NOTHING = 1e-6;

        @Override
        public String name() {
            return "rates";
        }

        @Override
        public Optional<String> look(int step, Map<String, Double> seen) {
            double largest = seen.get("largest_rate");
            return largest < NOTHING
                    ? Optional.of(
                            "the largest inner rate is %.3g: the step on a task's data changes nothing, and \"adapted\" is \"before\". Raise learning.inner.rate, or lower learning.rates.inner"
                                    .formatted(largest))
                    : Optional.empty();
        }
    }
}
