package merpo.datagen.dataset;

/**
 * One step of one episode, as the environment saw it. A recorder copies the arrays at once, so a
 * caller may reuse them.
 *
 * @param observation [obs] before the action
 * @param action [act] in [-1, 1], as the policy emitted it
 * @param reward of this step, unscaled
 * @param nextObservation [obs] after the action; the true successor, also when the episode ends
 * @param terminated the task ended (a fall)
 * @param truncated time ran out; when the task ended on the same step, only that is recorded
 * @param positions [nq] generalized positions before the action
 * @param velocities [nv] generalized velocities before the action
 * @param actionLogProb log-density of the action under the behavior policy, after tanh
 * @param checkpointStep environment steps of the policy that acted; -1 is random, -2 unknown
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Transition(
        float[] observation,
        float[] action,
        float reward,
        float[] nextObservation,
        boolean terminated,
        boolean truncated,
        double[] positions,
        double[] velocities,
        float actionLogProb,
        long checkpointStep) {}
