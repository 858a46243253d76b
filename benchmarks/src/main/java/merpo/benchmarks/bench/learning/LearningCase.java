package merpo.benchmarks.bench.learning;

/** One kind of learning work, ready to be repeated. Owns its tensors; close it. */
public interface LearningCase extends AutoCloseable {
    /** Does so many updates, each with data of its own. */
    void run(int updates);

    @Override
    void close();
}
