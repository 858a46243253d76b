package merpo.agents.cbcq;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.agents.Alarm;

/** What is known to end badly in contextual BCQ. */
final class CbcqAlarms {
    private CbcqAlarms() {}

    static List<Alarm> of() {
        return List.of(new Imitation(), new Runaway());
    }

    /** An autoencoder that is worse than one that always answers with the action 0. */
    private record Imitation() implements Alarm {
        private static final int PATIENCE = 500; // steps
        private static final double NOTHING = 1; // no mean square of actions is larger

        @Override
        public String name() {
            return "imitation";
        }

        @Override
        public Optional<String> look(int step, Map<String, Double> seen) {
            double loss = seen.get("vae_loss");
            return step >= PATIENCE && loss > NOTHING
                    ? Optional.of(
                            "the autoencoder's loss is %.3g after %d steps, the action 0 everywhere costs less: proposals are not those of the data. Lower learning.bcq.rates.vae"
                                    .formatted(loss, step))
                    : Optional.empty();
        }
    }

    /** Targets and errors that grow together: critics follow each other, not the rewards. */
    private static final class Runaway implements Alarm {
        private static final double ERROR = 100; // times the least
        private static final double TARGET = 10; // times that of the least error

        private double least = Double.POSITIVE_INFINITY;
        private double target;

        @Override
        public String name() {
            return "divergence";
        }

        @Override
        public Optional<String> look(int step, Map<String, Double> seen) {
            double error = seen.get("q_loss");
            double now = Math.abs(seen.get("target"));
            if (error < least) {
                least = error;
                target = now;
            }
            return error > ERROR * least && now > TARGET * target
                    ? Optional.of(
                            "the critics' loss is %.3g, %.0f times its least, at targets of %.3g instead of %.3g: Q runs away from the rewards. Lower learning.bcq.proposal.perturbation or learning.bcq.rates.critic, or raise learning.bcq.bootstrap.caution"
                                    .formatted(error, error / least, now, target))
                    : Optional.empty();
        }
    }
}
