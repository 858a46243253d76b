package merpo.envs.rollout;

import java.util.Arrays;

/**
 * What came of a case, step by step. The arrays are not copied.
 *
 * @param observations [T+1][n]; row 0 belongs to the start
 * @param rewards [T]
 * @param terminated the task ended in this step, or the physics diverged [T]
 * @param truncated the time ran out in this step [T]
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record Recording(
        double[][] observations, double[] rewards, boolean[] terminated, boolean[] truncated) {
    /** T, the number of steps. */
    public int steps() {
        return rewards.length;
    }

    /** Undiscounted sum of the rewards. */
    public double totalReward() {
        return Arrays.stream(rewards).sum();
    }
}
