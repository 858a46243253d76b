package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import java.util.Objects;

/** Rows of a two-dimensional array, copied in and out. */
final class Rows {
    private Rows() {}

    /** A new array [rows.length, P]. */
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
        Shapes.require("rows", part, rows.length, values.getShape().get(1));
        for (int i = 0; i < rows.length; i++) {
            try (NDArray row = part.get(slice(i, part))) {
                values.set(slice(rows[i], values), row);
            }
        }
    }

    /** Overwrites all of {@code values}. */
    static void assign(NDArray values, NDArray other) {
        Shapes.require("values", other, values.getShape().getShape());
        values.set(new NDIndex().addSliceDim(0, values.getShape().get(0)), other);
    }

    /** Checked here: the engine takes a row that does not exist for an empty one. */
    private static NDIndex slice(int row, NDArray values) {
        Objects.checkIndex(row, values.getShape().get(0));
        return new NDIndex().addSliceDim(row, row + 1);
    }
}
