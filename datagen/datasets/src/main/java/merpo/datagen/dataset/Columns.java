package merpo.datagen.dataset;

/**
 * The row arrays of a dataset, all with the same number of rows N. A plain holder: {@link Dataset}
 * checks the laws.
 *
 * @param observations [N x obs], row-major, before the action
 * @param actions [N x act] in [-1, 1]
 * @param rewards [N]
 * @param nextObservations [N x obs], the true successor at every row
 * @param terminals [N] the task ended here
 * @param timeouts [N] time ran out here; never together with a terminal
 * @param positions [N x nq] before the action
 * @param velocities [N x nv] before the action
 * @param actionLogProbs [N] under the behavior policy
 * @param episodeIds [N] counted from 0, contiguous
 * @param checkpointSteps [N] environment steps of the policy that acted; -1 is random, -2 unknown
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Columns(
        float[] observations,
        float[] actions,
        float[] rewards,
        float[] nextObservations,
        boolean[] terminals,
        boolean[] timeouts,
        double[] positions,
        double[] velocities,
        float[] actionLogProbs,
        int[] episodeIds,
        long[] checkpointSteps) {}
