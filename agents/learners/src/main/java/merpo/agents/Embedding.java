package merpo.agents;

/**
 * What a context says about its task.
 *
 * @param task row of the data
 * @param z coordinates
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Embedding(int task, float[] z) {}
