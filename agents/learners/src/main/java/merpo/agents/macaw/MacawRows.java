package merpo.agents.macaw;

import ai.djl.ndarray.NDArray;

/**
 * Rows of T tasks, B of each, and what they know of the rest of their episodes.
 *
 * @param observation s, [T, B, obs]
 * @param action a, [T, B, act]
 * @param returns G, discounted rewards from a row to the end of its episode, [T, B]
 * @param last s_T, the observation in which the episode ended, [T, B, obs]
 * @param discount gamma^(T - t), [T, B]
 */
record MacawRows(
        NDArray observation, NDArray action, NDArray returns, NDArray last, NDArray discount) {
    int tasks() {
        return (int) returns.getShape().get(0);
    }
}
