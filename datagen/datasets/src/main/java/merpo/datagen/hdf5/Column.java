package merpo.datagen.hdf5;

import java.util.OptionalInt;

/**
 * An array of a file with one entry per row of the dataset.
 *
 * @param path in the file
 * @param type of its elements
 * @param width of a row of a matrix [N, width]; absent for a vector [N]
 */
public record Column(String path, ElementType type, OptionalInt width) {

    /** [rows, width]. */
    public static Column matrix(String path, ElementType type, int width) {
        return new Column(path, type, OptionalInt.of(width));
    }

    /** [rows]. */
    public static Column vector(String path, ElementType type) {
        return new Column(path, type, OptionalInt.empty());
    }

    /** Numbers in one row. */
    public int rowLength() {
        return width.orElse(1);
    }

    public int rowBytes() {
        return rowLength() * type.bytes();
    }

    /** [rows, width] or [rows]. */
    public long[] dimensions(long rows) {
        return width.isPresent() ? new long[] {rows, width.getAsInt()} : new long[] {rows};
    }
}
