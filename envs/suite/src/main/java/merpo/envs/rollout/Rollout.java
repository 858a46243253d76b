package merpo.envs.rollout;

/**
 * A case as it was played here. Ends at the first flag, so it may have fewer steps than actions.
 *
 * @param recording what a file would hold
 * @param positions of every state, the start's first [T+1][nq]; where the physics diverged, the
 *     last row repeats the one before
 * @param failure what the divergence was; empty where there was none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record Rollout(Recording recording, double[][] positions, String failure) {
    /** Steps that were played. */
    public int steps() {
        return recording.steps();
    }

    /** In a word or two. */
    public String ending() {
        int last = steps() - 1;
        if (!failure.isEmpty()) {
            return "diverged (" + failure + ")";
        }
        boolean terminated = recording.terminated()[last];
        boolean truncated = recording.truncated()[last];
        return terminated
                ? truncated ? "terminated and truncated" : "terminated"
                : truncated ? "truncated" : "no flag: the actions ended";
    }
}
