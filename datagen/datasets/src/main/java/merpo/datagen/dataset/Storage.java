package merpo.datagen.dataset;

import merpo.datagen.hdf5.RowLayout;

/**
 * How rows lie in a file, and by how many threads they get there. The bytes do not depend on the
 * threads, the content and its digest do not depend on either.
 *
 * @param layout of the row arrays
 * @param threads that compress, at least 1
 */
public record Storage(RowLayout layout, int threads) {
    private static final int MOST_THREADS = 4; // by default: more than the disk can take

    public Storage {
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "Storage.threads is " + threads + ", must be at least 1");
        }
    }

    /** Compressed, by as many threads as there are processors, 4 at most. */
    public static Storage compressed() {
        return new Storage(RowLayout.COMPRESSED, usualThreads());
    }

    /** In one piece. */
    public static Storage raw() {
        return new Storage(RowLayout.RAW, usualThreads());
    }

    /** The same with so many threads. */
    public Storage withThreads(int count) {
        return new Storage(layout, count);
    }

    static int usualThreads() {
        return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    }
}
