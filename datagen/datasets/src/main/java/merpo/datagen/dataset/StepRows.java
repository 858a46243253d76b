package merpo.datagen.dataset;

/**
 * One step of n simulations as they hold it, row-major: what is recorded of it is copied out of
 * these arrays at once, so a caller may reuse them.
 *
 * @param observations [n * obs] before the action
 * @param actions [n * act] in [-1, 1], as the policy emitted them
 * @param rewards [n] of this step, unscaled
 * @param nextObservations [n * obs] after the action; the true successors, also where an episode
 *     ends
 * @param terminated [n] the task ended (a fall)
 * @param truncated [n] time ran out; when the task ended on the same step, only that is recorded
 * @param positions [n * nq] generalized positions before the action
 * @param velocities [n * nv] generalized velocities before the action
 * @param actionLogProbs [n] log-densities of the actions under the behavior policy, after tanh
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record StepRows(
        float[] observations,
        float[] actions,
        double[] rewards,
        double[] nextObservations,
        boolean[] terminated,
        boolean[] truncated,
        double[] positions,
        double[] velocities,
        float[] actionLogProbs) {}
