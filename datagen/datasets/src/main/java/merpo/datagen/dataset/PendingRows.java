package merpo.datagen.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import merpo.datagen.hdf5.ChunkWorkers;
import merpo.datagen.hdf5.RowValues;

/**
 * A row array that workers are filling.
 *
 * @param parts all of what is to be waited for
 */
record PendingRows(RowValues values, List<Future<?>> parts) {

    /** The array, filled; fails as the first part that failed. */
    RowValues await() {
        ChunkWorkers.awaitAll(parts);
        return values;
    }

    /** All of them, filled. */
    static Map<String, RowValues> await(Map<String, PendingRows> all) {
        Map<String, RowValues> filled = new HashMap<>();
        all.forEach((path, rows) -> filled.put(path, rows.await()));
        return filled;
    }
}
