package merpo.agents.pearl;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.agents.Alarm;

/** What is known to end badly in PEARL. */
final class PearlAlarms {
    private PearlAlarms() {}

    static List<Alarm> of(PearlConfig config) {
        return List.of(new Collapse(config.klWeight()));
    }

    /** Whatever a context says, the posterior is the prior. */
    private record Collapse(double weight) implements Alarm {
        private static final double NOTHING = 0.1; // nats of a task

        @Override
        public String name() {
            return "posterior";
        }

        @Override
        public Optional<String> look(int step, Map<String, Double> seen) {
            double kl = seen.get("kl");
            return kl < NOTHING
                    ? Optional.of(
                            "the posterior of a task is %.3g nats from the prior after %d steps: z says nothing of the task. Lower learning.klWeight (%.3g), or raise learning.bootstrap.rewardScale"
                                    .formatted(kl, step, weight))
                    : Optional.empty();
        }
    }
}
