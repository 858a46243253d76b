package merpo.agents.rac;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.agents.Alarm;

/** What is known to end badly in RAC and in all that stands on it. */
public final class RacAlarms {

    private RacAlarms() {}

    /**
     * Those that a training with these settings needs.
     *
     * @param path of RAC's settings, as typed after {@code --set}
     */
    public static List<Alarm> of(RacConfig config, String path) {
        return List.of(new Divergence(config.usesModel(), path), new LambdaRunsAway(path));
    }

    /** What helps against losses that are not finite. */
    public static String steadier(String path) {
        return "lower the learning rates (%1$s.optimizer) or raise beta (%1$s.penalties.beta)"
                .formatted(path);
    }

    /** A growing Bellman error beside a wide gap: Q has left the data, and comes back no more. */
    private static final class Divergence implements Alarm {
        private static final double WIDE_GAP = 20;
        private static final double GROWTH = 10; // of the Bellman error over its least

        private final boolean usesModel;
        private final String path;
        private double least = Double.POSITIVE_INFINITY;

        Divergence(boolean usesModel, String path) {
            this.usesModel = usesModel;
            this.path = path;
        }

        @Override
        public String name() {
            return "divergence";
        }

        @Override
        public Optional<String> look(int step, Map<String, Double> seen) {
            double error = seen.get("bellman_error");
            double gap = seen.get("gap");
            least = Math.min(least, error);
            if (!(Math.abs(gap) > WIDE_GAP && error > GROWTH * least)) {
                return Optional.empty();
            }
            return Optional.of(
                    "the Bellman error is %.3g, %.0f times its least, and the gap %.3g: %s"
                            .formatted(
                                    error,
                                    error / least,
                                    gap,
                                    usesModel
                                            ? "rollouts leave the data. Shorten them (%1$s.rollouts.length) or raise beta (%1$s.penalties.beta)"
                                                    .formatted(path)
                                            : "Q runs away from the data. Raise beta (%s.penalties.beta)"
                                                    .formatted(path)));
        }
    }

    /** A regularizer that drowns Q (PAPERS.md, A12). */
    private static final class LambdaRunsAway implements Alarm {
        private static final double RUNAWAY = 20; // times its start

        private final String path;
        private double first = Double.NaN;

        LambdaRunsAway(String path) {
            this.path = path;
        }

        @Override
        public String name() {
            return "lambda";
        }

        @Override
        public Optional<String> look(int step, Map<String, Double> seen) {
            double lambda = seen.get("lambda");
            first = Double.isNaN(first) ? lambda : first;
            return first > 0 && lambda > RUNAWAY * first
                    ? Optional.of(
                            "lambda has grown from %.3g to %.3g: the regularizers drown Q (A12). Fix it, or cap it (%s.penalties.lambda)"
                                    .formatted(first, lambda, path))
                    : Optional.empty();
        }
    }
}
