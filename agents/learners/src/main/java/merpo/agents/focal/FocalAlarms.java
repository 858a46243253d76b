package merpo.agents.focal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.agents.Alarm;
import merpo.agents.context.soft.Regularizer.DualCritic;
import merpo.agents.context.soft.Regularizer.Use;
import merpo.datagen.nn.Multiplier;

/** What is known to end badly in FOCAL. */
final class FocalAlarms {
    private FocalAlarms() {}

    static List<Alarm> of(FocalConfig config) {
        Alarm collapse = new Collapse(config.metricWeight());
        return config.regularizer() instanceof DualCritic dual
                        && dual.use() != Use.MEASURED
                        && dual.alpha() instanceof Multiplier.Plain alpha
                ? List.of(collapse, new AtTheCap(alpha), new Leaving(alpha))
                : List.of(collapse);
    }

    /** Every pair of embeddings is as close as one embedding to itself. */
    private record Collapse(double weight) implements Alarm {
        private static final int PATIENCE = 1000; // steps
        private static final double NOTHING = Math.sqrt(1e-3) + 1 / 0.1; // the loss at distance 0
        private static final double SHARE = 0.9;

        @Override
        public String name() {
            return "embedding";
        }

        @Override
        public Optional<String> look(int step, Map<String, Double> seen) {
            double loss = seen.get("metric_loss");
            return step >= PATIENCE && loss > SHARE * weight * NOTHING
                    ? Optional.of(
                            "the distance loss is %.3g after %d steps, all embeddings equal give %.3g: z does not tell tasks apart. Give longer contexts (batch.context.rows), s' in them (batch.context.nextObservation) or a higher rates.encoder"
                                    .formatted(loss, step, weight * NOTHING))
                    : Optional.empty();
        }
    }

    private record AtTheCap(Multiplier.Plain alpha) implements Alarm {
        @Override
        public String name() {
            return "alpha";
        }

        @Override
        public Optional<String> look(int step, Map<String, Double> seen) {
            return seen.get("alpha") >= alpha.largest()
                    ? Optional.of(
                            "alpha has reached its largest value, %.3g, and the divergence is %.3g where %.3g is asked for: nothing pulls the policy back any harder. Raise learning.regularizer.alpha.largest, or lower learning.bootstrap.rewardScale"
                                    .formatted(
                                            alpha.largest(),
                                            seen.get("divergence"),
                                            alpha.target()))
                    : Optional.empty();
        }
    }

    private record Leaving(Multiplier.Plain alpha) implements Alarm {
        private static final double FAR = 20; // times its target

        @Override
        public String name() {
            return "divergence";
        }

        @Override
        public Optional<String> look(int step, Map<String, Double> seen) {
            double divergence = seen.get("divergence");
            return alpha.target() > 0 && divergence > FAR * alpha.target()
                    ? Optional.of(
                            "the divergence from the data is %.3g, %.0f times its target, at alpha %.3g: the policy leaves the data. Raise learning.regularizer.alpha.initial or .rate"
                                    .formatted(
                                            divergence,
                                            divergence / alpha.target(),
                                            seen.get("alpha")))
                    : Optional.empty();
        }
    }
}
