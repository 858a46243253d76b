package merpo.agents.rac;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import merpo.datagen.nn.PerTask;

/**
 * What one update saw, averaged over the tasks of the stack. Divergences that the learner does not
 * need, as COMBO, are not a number.
 */
public final class RacMetrics {
    /** Names of the numbers, in their order. */
    public static final List<String> NAMES =
            List.of(
                    "critic_loss", // Eq. (1), both heads
                    "bellman_error", // mean squared, of a head
                    "actor_loss", // Eq. (9), negated
                    "q", // of the real rows, mean of both heads
                    "gap", // conservative, mean of both heads
                    "behavior_divergence", // D_beta: mean negative log-likelihood of the data
                    "corrected_divergence", // the same less that of the behavior clone
                    "meta_divergence", // D_c: mean KL to the meta-policy
                    "entropy", // mean negative log density of the policy's own actions
                    "lambda",
                    "beta",
                    "alpha",
                    "temperature");

    private RacMetrics() {}

    /**
     * @param seen by the losses, by name, of each task
     * @param duals after their steps
     */
    static Map<String, Double> of(
            float[] criticLoss, float[] actorLoss, Map<String, float[]> seen, Duals duals) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        NAMES.forEach(name -> metrics.put(name, Double.NaN)); // what was not measured
        seen.forEach((name, tasks) -> metrics.replace(name, PerTask.mean(tasks)));
        metrics.put("critic_loss", PerTask.mean(criticLoss));
        metrics.put("actor_loss", PerTask.mean(actorLoss));
        double clone = Arrays.stream(duals.cloneLikelihood()).average().orElseThrow();
        metrics.put("corrected_divergence", metrics.get("behavior_divergence") - clone);
        metrics.put("entropy", -PerTask.mean(seen.get("log_prob")));
        IntStream tasks = IntStream.range(0, duals.tasks());
        metrics.put("lambda", tasks.mapToDouble(duals::strength).average().orElseThrow());
        metrics.put("beta", duals.beta().mean());
        metrics.put("alpha", duals.alpha().mean());
        metrics.put("temperature", duals.temperature().mean());
        return metrics;
    }
}
