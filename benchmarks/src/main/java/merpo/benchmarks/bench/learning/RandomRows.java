package merpo.benchmarks.bench.learning;

import static merpo.benchmarks.bench.learning.LearningSizes.ACTION;
import static merpo.benchmarks.bench.learning.LearningSizes.OBSERVATION;
import static merpo.benchmarks.bench.learning.LearningSizes.ROWS;

import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;

/** Replay buffers full of random numbers of a sensible size; no episode in them ends. */
final class RandomRows {
    private RandomRows() {}

    /** One buffer per task, each with rows of its own. */
    static List<ReplayBuffer> buffers(int tasks, String purpose) {
        return Streams.perTask(0, purpose, tasks).stream().map(RandomRows::buffer).toList();
    }

    private static ReplayBuffer buffer(RandomGenerator random) {
        ReplayBuffer buffer = new ReplayBuffer(ROWS, OBSERVATION, ACTION);
        float[] observation = new float[OBSERVATION];
        float[] next = new float[OBSERVATION];
        float[] action = new float[ACTION];
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < OBSERVATION; i++) {
                observation[i] = (float) random.nextGaussian();
                next[i] = observation[i] + (float) (0.1 * random.nextGaussian());
            }
            for (int i = 0; i < ACTION; i++) {
                action[i] = (float) random.nextDouble(-1, 1);
            }
            buffer.add(observation, 0, action, 0, (float) random.nextGaussian(), next, 0, false);
        }
        return buffer;
    }
}
