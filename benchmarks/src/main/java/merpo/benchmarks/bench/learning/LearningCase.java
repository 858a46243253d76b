package merpo.benchmarks.bench.learning;

/** One kind of learning work, ready to be repeated. Owns its tensors; close it. */
public interface LearningCase extends AutoCloseable {
    /** Does an update with data of its own. */
    void update();

    @Override
    void close();
}
