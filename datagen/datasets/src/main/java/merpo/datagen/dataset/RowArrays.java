package merpo.datagen.dataset;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The arrays of a dataset under their paths in the file, in byte order of the paths. */
final class RowArrays {
    private RowArrays() {}

    /** Every array of the dataset; those of width 0 are in here too, and have no {@link Column}. */
    static SortedMap<String, RowValues> of(Dataset dataset) {
        SortedMap<String, RowValues> arrays = new TreeMap<>();
        arrays.put("observations", new RowValues.Floats(dataset.observations()));
        arrays.put("actions", new RowValues.Floats(dataset.actions()));
        arrays.put("rewards", new RowValues.Floats(dataset.rewards()));
        arrays.put("next_observations", new RowValues.Floats(dataset.nextObservations()));
        arrays.put("terminals", new RowValues.Flags(dataset.terminals()));
        arrays.put("timeouts", new RowValues.Flags(dataset.timeouts()));
        arrays.put("infos/qpos", new RowValues.Doubles(dataset.positions()));
        arrays.put("infos/qvel", new RowValues.Doubles(dataset.velocities()));
        arrays.put("infos/action_log_probs", new RowValues.Floats(dataset.actionLogProbs()));
        arrays.put("infos/episode_id", new RowValues.Ints(dataset.episodeIds()));
        arrays.put("infos/checkpoint_step", new RowValues.Longs(dataset.checkpointSteps()));
        return arrays;
    }

    /** The arrays of a file as columns; a path without an array has width 0. */
    static Columns columns(Map<String, RowValues> arrays) {
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
