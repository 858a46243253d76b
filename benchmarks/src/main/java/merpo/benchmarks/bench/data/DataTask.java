package merpo.benchmarks.bench.data;

import java.util.List;
import java.util.OptionalDouble;
import merpo.benchmarks.bench.Target;
import merpo.benchmarks.bench.Unit;
import merpo.benchmarks.bench.Work;

/** What is timed of reading and writing datasets, and what Java is to reach. */
public enum DataTask implements Work {
    /** Row arrays in memory to a closed file; the disk may still be busy. */
    WRITE_RAW("write", "raw", 1),
    WRITE_COMPRESSED("write", "compressed", 2),
    /** A file, warm in the cache of the disk, to row arrays in memory. */
    READ_RAW("read", "raw", 1),
    READ_COMPRESSED("read", "compressed", 1),
    /** Written, digested, read back and compared, file digested, forced to the disk. */
    PUBLISH_RAW("publish", "raw", 1),
    PUBLISH_COMPRESSED("publish", "compressed", 1),
    /** Read, and the digest of the content compared. */
    VERIFY_RAW("verify", "raw", 1),
    VERIFY_COMPRESSED("verify", "compressed", 1),
    /** 256 random transitions gathered from memory. */
    MINIBATCH("minibatch", "memory", 30);

    private static final Unit MEGABYTES_PER_SECOND = new Unit("MB/s", Unit.Better.MORE, 1e6, 2);
    private static final Unit MICROSECONDS = new Unit("us", Unit.Better.LESS, 1e6, 2);

    private final String operation;
    private final String layout;
    private final double target;

    DataTask(String operation, String layout, double target) {
        this.operation = operation;
        this.layout = layout;
        this.target = target;
    }

    String layout() {
        return layout;
    }

    /** As a peer is asked. */
    String request() {
        return operation + " " + layout;
    }

    @Override
    public List<Object> names() {
        return List.of(operation, layout);
    }

    @Override
    public Unit unit() {
        return this == MINIBATCH ? MICROSECONDS : MEGABYTES_PER_SECOND;
    }

    /** So many times as fast as h5py; a batch within so many microseconds. */
    @Override
    public List<Target> targets() {
        return List.of(
                this == MINIBATCH
                        ? new Target(
                                Unit.Better.LESS,
                                target,
                                "us",
                                (ours, all) -> OptionalDouble.of(ours.best()))
                        : Target.times(target, DataContender.H5PY, this, DataContender.H5PY));
    }
}
