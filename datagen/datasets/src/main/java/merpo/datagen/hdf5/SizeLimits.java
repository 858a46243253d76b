package merpo.datagen.hdf5;

import java.util.List;
import merpo.datagen.run.Memory;

/** Refuses sizes that a file only claims, before memory is allocated. */
final class SizeLimits {
    /** Deflate's best ratio. */
    private static final long BEST_RATIO = 1032;

    private SizeLimits() {}

    static void requirePlausible(Column column, long rows, long fileBytes) {
        double bytes = (double) rows * column.rowBytes();
        if (bytes > (double) fileBytes * BEST_RATIO) {
            throw new IllegalArgumentException(
                    "dataset \""
                            + column.path()
                            + "\" claims "
                            + rows
                            + " rows of "
                            + column.rowBytes()
                            + " bytes, more than a file of "
                            + fileBytes
                            + " bytes can hold");
        }
        if (rows * column.rowLength() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "dataset \""
                            + column.path()
                            + "\" has "
                            + rows
                            + " rows of "
                            + column.rowLength()
                            + " numbers, a Java array holds 2^31:"
                            + " split the dataset");
        }
    }

    /**
     * Fails unless this JVM may use what the rows take, with some of it for the work on them.
     *
     * @throws MemoryException the file is sound
     */
    static void requireMemory(List<Column> columns, long rows) {
        double bytes = (double) rows * columns.stream().mapToInt(Column::rowBytes).sum();
        Memory.lacking(bytes)
                .ifPresent(
                        remedy -> {
                            throw new MemoryException(
                                    "its %d rows take %s".formatted(rows, remedy));
                        });
    }
}
