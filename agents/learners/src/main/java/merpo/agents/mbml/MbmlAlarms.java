package merpo.agents.mbml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.agents.Alarm;

/** What is known to end badly in MBML's distillation. */
final class MbmlAlarms {
    private MbmlAlarms() {}

    static List<Alarm> of(MbmlConfig config) {
        List<Alarm> all = new ArrayList<>(List.of(new NothingKept(), new Collapse()));
        if (config.triplet().weight() > 0) {
            all.add(new AtTheMargin(config.triplet().margin()));
        }
        return all;
    }

    /** No predictor believes what it says of another task's rows. */
    private record NothingKept() implements Alarm {
        @Override
        public String name() {
            return "relabelling";
        }

        @Override
        public Optional<String> look(int step, Map<String, Double> seen) {
            return seen.get("kept") == 0
                    ? Optional.of(
                            "no row of another task is kept at step %d: the predictors of each task disagree about all of them, and z sees nothing but a task's own rows. Raise learning.predictors.reward.largestDeviation, and learning.predictors.nextObservation.by.largestDeviation where there is one, or give the predictors more steps"
                                    .formatted(step))
                    : Optional.empty();
        }
    }

    /** The posterior is its prior, whatever the context. */
    private record Collapse() implements Alarm {
        private static final int PATIENCE = 300; // steps
        private static final double LEAST = 0.1; // nats of a task

        @Override
        public String name() {
            return "posterior";
        }

        @Override
        public Optional<String> look(int step, Map<String, Double> seen) {
            double kl = seen.get("kl");
            return step >= PATIENCE && kl < LEAST
                    ? Optional.of(
                            "the posterior of a task is %.2g nats from its prior after %d steps: z says nothing. Lower learning.klWeight, which stands beside the critic's mean square error (%.2g now)"
                                    .formatted(kl, step, seen.get("q_loss")))
                    : Optional.empty();
        }
    }

    /** Relabelled rows are no nearer to their new task than to what they were. */
    private record AtTheMargin(double margin) implements Alarm {
        private static final int PATIENCE = 300; // steps
        private static final double SHARE = 0.95;

        @Override
        public String name() {
            return "triplet";
        }

        @Override
        public Optional<String> look(int step, Map<String, Double> seen) {
            double loss = seen.get("triplet_loss");
            return step >= PATIENCE && loss > SHARE * margin
                    ? Optional.of(
                            "the triplet loss is %.3g after %d steps, tasks that are not told apart give the margin, %.3g. Lower learning.klWeight, or raise learning.predictors.reward.largestDeviation where few rows are kept (a share of %.2g now)"
                                    .formatted(loss, step, margin, seen.get("kept")))
                    : Optional.empty();
        }
    }
}
