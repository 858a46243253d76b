package merpo.datagen.hdf5;

/** How many rows share a chunk: whole rows, whole episodes if possible, at most 256 KiB. */
final class ChunkRule {
    static final int MOST_BYTES = 256 * 1024;

    private ChunkRule() {}

    /**
     * The largest multiple of the horizon within 256 KiB; if one episode is larger, 256 KiB of
     * rows; at least 1, at most the rows of the dataset, because jHDF rejects larger chunks.
     */
    static long rows(long datasetRows, int rowBytes, long horizon) {
        long fitting = Math.max(1, MOST_BYTES / rowBytes);
        long whole = fitting >= horizon ? fitting / horizon * horizon : fitting;
        return Math.min(whole, datasetRows);
    }
}
