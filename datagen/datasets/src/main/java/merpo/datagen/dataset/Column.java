package merpo.datagen.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * One row array of the layout (datagen/README.md, "One file per task and quality").
 *
 * @param path in the file
 * @param type of its elements
 * @param width of a row of a matrix [N, width]; absent for a vector [N]
 */
record Column(String path, ElementType type, OptionalInt width) {

    /** All row arrays of a file, in byte order of their paths. Arrays of width 0 do not exist. */
    static List<Column> of(RowShape shape) {
        List<Column> all = new ArrayList<>();
        all.add(matrix("observations", ElementType.F32, shape.observation()));
        all.add(matrix("actions", ElementType.F32, shape.action()));
        all.add(vector("rewards", ElementType.F32));
        all.add(matrix("next_observations", ElementType.F32, shape.observation()));
        all.add(vector("terminals", ElementType.BOOL));
        all.add(vector("timeouts", ElementType.BOOL));
        all.add(vector("infos/action_log_probs", ElementType.F32));
        all.add(vector("infos/episode_id", ElementType.I32));
        all.add(vector("infos/checkpoint_step", ElementType.I64));
        if (shape.positions() > 0) {
            all.add(matrix("infos/qpos", ElementType.F64, shape.positions()));
        }
        if (shape.velocities() > 0) {
            all.add(matrix("infos/qvel", ElementType.F64, shape.velocities()));
        }
        all.sort(Comparator.comparing(Column::path));
        return all;
    }

    private static Column matrix(String path, ElementType type, int width) {
        return new Column(path, type, OptionalInt.of(width));
    }

    private static Column vector(String path, ElementType type) {
        return new Column(path, type, OptionalInt.empty());
    }

    /** Numbers in one row. */
    int rowLength() {
        return width.orElse(1);
    }

    int rowBytes() {
        return rowLength() * type.bytes();
    }

    /** [rows, width] or [rows]. */
    long[] dimensions(long rows) {
        return width.isPresent() ? new long[] {rows, width.getAsInt()} : new long[] {rows};
    }
}
