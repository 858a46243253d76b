package merpo.benchmarks.bench.learning;

import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;

/** Replay buffers full of random numbers of a sensible size; no episode in them ends. */
final class RandomRows {
    private RandomRows() {}

    /** One buffer per task, each with rows of its own. */
    static List<ReplayBuffer> buffers(
            int tasks, int rows, int observationSize, int actionSize, String purpose) {
        return Streams.perTask(0, purpose, tasks).stream()
                .map(random -> buffer(rows, observationSize, actionSize, random))
                .toList();
    }

    private static ReplayBuffer buffer(
            int rows, int observationSize, int actionSize, RandomGenerator random) {
        ReplayBuffer buffer = new ReplayBuffer(rows, observationSize, actionSize);
        float[] observation = new float[observationSize];
        float[] next = new float[observationSize];
        float[] action = new float[actionSize];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < observationSize; i++) {
                observation[i] = (float) random.nextGaussian();
                next[i] = observation[i] + (float) (0.1 * random.nextGaussian());
            }
            for (int i = 0; i < actionSize; i++) {
                action[i] = (float) random.nextDouble(-1, 1);
            }
            buffer.add(observation, 0, action, 0, (float) random.nextGaussian(), next, 0, false);
        }
        return buffer;
    }
}
