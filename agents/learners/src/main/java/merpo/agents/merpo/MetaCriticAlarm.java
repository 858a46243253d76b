package merpo.agents.merpo;

import java.util.Map;
import java.util.Optional;
import merpo.agents.Alarm;

/**
 * A meta-critic that does not learn (PAPERS.md, A15). While Q grows so do the errors of all
 * critics: Q_meta's is measured by the tasks' own.
 */
final class MetaCriticAlarm implements Alarm {
    private static final int PATIENCE = 500; // meta-iterations for Q_meta's error to halve
    private static final double EXCESS = 5; // of Q_meta's error over that of the tasks' critics

    private double first = Double.NaN;
    private double least = Double.POSITIVE_INFINITY;

    @Override
    public String name() {
        return "meta-critic";
    }

    @Override
    public Optional<String> look(int step, Map<String, Double> seen) {
        double error = seen.get(Merpo.META_BELLMAN_ERROR);
        double ofTasks = seen.get("bellman_error");
        first = Double.isNaN(first) ? error : first;
        least = Math.min(least, error);
        if (!(step >= PATIENCE && least > first / 2 && error > EXCESS * ofTasks)) {
            return Optional.empty();
        }
        return Optional.of(
                "Q_meta's Bellman error was %.3g at the start, has never been below %.3g and is %.3g where the tasks' own is %.3g: it does not learn (A15). Use taskInit PERSIST and metaCriticStep ADAM"
                        .formatted(first, least, error, ofTasks));
    }
}
