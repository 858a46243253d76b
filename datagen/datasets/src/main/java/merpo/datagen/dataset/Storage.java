package merpo.datagen.dataset;

/**
 * How rows lie in a file, and by how many threads they get there. The bytes do not depend on the
 * threads, the content and its digest do not depend on either.
 *
 * @param layout of the row arrays
 * @param threads that compress, at least 1
 */
public record Storage(Layout layout, int threads) {
    /** The layout of all row arrays of a file. */
    public enum Layout {
        /** In chunks of whole rows with shuffle, deflate 1 and Fletcher-32: what is kept. */
        COMPRESSED,
        /** In one piece, without filters: fast, for local work. */
        RAW
    }

    private static final int MOST_THREADS = 4; // by default: more than the disk can take

    public Storage {
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "Storage.threads is " + threads + ", must be at least 1");
        }
    }

    /** Compressed, by as many threads as there are processors, 4 at most. */
    public static Storage compressed() {
        return new Storage(Layout.COMPRESSED, usualThreads());
    }

    /** In one piece. */
    public static Storage raw() {
        return new Storage(Layout.RAW, usualThreads());
    }

    public Storage withThreads(int count) {
        return new Storage(layout, count);
    }

    static int usualThreads() {
        return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    }
}
