package merpo.agents.rac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import merpo.agents.FrozenPolicy;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.replay.Batch;

/**
 * Length of the actor's gradient from the regularizers over that from Q, mean over tasks (A35):
 * above 1 the regularizers lead, below 0.1 they hardly count. Nothing moves.
 */
final class GradientRatio {
    private GradientRatio() {}

    /**
     * @param real the first rows of {@code mixed}
     * @param noise of the policy's own actions, [T, B, act]
     */
    static double of(
            ActorCritic nets,
            FrozenPolicy meta,
            Duals duals,
            Batch mixed,
            Batch real,
            NDArray noise) {
        NDArray s = mixed.observation();
        NDManager scratch = s.getManager();
        NDArray lambda = duals.lambda().row(scratch);
        NDArray alpha = duals.alpha().row(scratch);
        float[] held =
                nets.actors()
                        .slope(
                                parameters -> {
                                    SquashedGaussian pi = nets.at(s, parameters);
                                    return RacLosses.held(
                                            Rac.imitation(pi, real),
                                            pi.klTo(meta.at(s)),
                                            lambda,
                                            alpha);
                                });
        float[] climbing =
                nets.actors()
                        .slope(
                                parameters -> {
                                    NDArray a = nets.at(s, parameters).sample(noise).action();
                                    return nets.value(s, a).mean(new int[] {1});
                                });
        double sum = 0;
        for (int task = 0; task < held.length; task++) {
            sum += held[task] / Math.max(climbing[task], Float.MIN_NORMAL);
        }
        return sum / held.length;
    }
}
