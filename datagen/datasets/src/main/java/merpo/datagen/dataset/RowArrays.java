package merpo.datagen.dataset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import merpo.datagen.hdf5.Column;
import merpo.datagen.hdf5.ElementType;
import merpo.datagen.hdf5.RowValues;

/** The arrays of a dataset and of its file, in byte order of their paths. */
final class RowArrays {
    private RowArrays() {}

    /** All arrays of a file. Those of width 0 do not exist. */
    static List<Column> columns(RowShape shape) {
        List<Column> all = new ArrayList<>();
        all.add(Column.matrix("observations", ElementType.F32, shape.observation()));
        all.add(Column.matrix("actions", ElementType.F32, shape.action()));
        all.add(Column.vector("rewards", ElementType.F32));
        all.add(Column.matrix("next_observations", ElementType.F32, shape.observation()));
        all.add(Column.vector("terminals", ElementType.BOOL));
        all.add(Column.vector("timeouts", ElementType.BOOL));
        all.add(Column.vector("infos/action_log_probs", ElementType.F32));
        all.add(Column.vector("infos/episode_id", ElementType.I32));
        all.add(Column.vector("infos/checkpoint_step", ElementType.I64));
        if (shape.positions() > 0) {
            all.add(Column.matrix("infos/qpos", ElementType.F64, shape.positions()));
        }
        if (shape.velocities() > 0) {
            all.add(Column.matrix("infos/qvel", ElementType.F64, shape.velocities()));
        }
        all.sort(Comparator.comparing(Column::path));
        return all;
    }

    /** The arrays of the dataset as a file holds them. */
    static Map<Column, RowValues> of(Dataset dataset) {
        Map<Column, RowValues> arrays = new LinkedHashMap<>();
        for (Column column : columns(dataset.shape())) {
            arrays.put(column, values(dataset, column.path()));
        }
        return arrays;
    }

    private static RowValues values(Dataset dataset, String path) {
        return switch (path) {
            case "observations" -> new RowValues.Floats(dataset.observations());
            case "actions" -> new RowValues.Floats(dataset.actions());
            case "rewards" -> new RowValues.Floats(dataset.rewards());
            case "next_observations" -> new RowValues.Floats(dataset.nextObservations());
            case "terminals" -> new RowValues.Flags(dataset.terminals());
            case "timeouts" -> new RowValues.Flags(dataset.timeouts());
            case "infos/qpos" -> new RowValues.Doubles(dataset.positions());
            case "infos/qvel" -> new RowValues.Doubles(dataset.velocities());
            case "infos/action_log_probs" -> new RowValues.Floats(dataset.actionLogProbs());
            case "infos/episode_id" -> new RowValues.Ints(dataset.episodeIds());
            case "infos/checkpoint_step" -> new RowValues.Longs(dataset.checkpointSteps());
            default -> throw new IllegalArgumentException("no array is called " + path);
        };
    }

    /** The arrays of a file as columns; a path without an array has width 0. */
    static Columns join(Map<String, RowValues> arrays) {
        return new Columns(
                floats(arrays, "observations"),
                floats(arrays, "actions"),
                floats(arrays, "rewards"),
                floats(arrays, "next_observations"),
                ((RowValues.Flags) arrays.get("terminals")).array(),
                ((RowValues.Flags) arrays.get("timeouts")).array(),
                doubles(arrays, "infos/qpos"),
                doubles(arrays, "infos/qvel"),
                floats(arrays, "infos/action_log_probs"),
                ((RowValues.Ints) arrays.get("infos/episode_id")).array(),
                ((RowValues.Longs) arrays.get("infos/checkpoint_step")).array());
    }

    private static float[] floats(Map<String, RowValues> arrays, String path) {
        return ((RowValues.Floats) arrays.get(path)).array();
    }

    private static double[] doubles(Map<String, RowValues> arrays, String path) {
        return arrays.get(path) instanceof RowValues.Doubles present
                ? present.array()
                : new double[0];
    }
}
