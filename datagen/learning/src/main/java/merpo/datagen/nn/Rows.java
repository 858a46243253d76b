package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import java.util.Objects;

/** Entries of an array along its first axis, copied in and out. */
final class Rows {
    private Rows() {}

    /** A new array [rows.length, ...]. */
    static NDArray gather(NDArray values, int... rows) {
        try (NDList parts = new NDList(rows.length)) {
            for (int row : rows) {
                parts.add(values.get(slice(row, values)));
            }
            return NDArrays.concat(parts, 0);
        }
    }

    /** Row i of {@code part} becomes row {@code rows[i]} of {@code values}. */
    static void scatter(NDArray values, int[] rows, NDArray part) {
        for (int i = 0; i < rows.length; i++) {
            try (NDArray row = part.get(slice(i, part))) {
                values.set(slice(rows[i], values), row);
            }
        }
    }

    /** Checked here: the engine takes a row that does not exist for an empty one. */
    private static NDIndex slice(int row, NDArray values) {
        Objects.checkIndex(row, values.getShape().get(0));
        return new NDIndex().addSliceDim(row, row + 1);
    }
}
