package merpo.datagen.dataset;

import java.util.Arrays;
import java.util.Optional;

/**
 * What every dataset keeps to: equal lengths, exclusive flags, a flag on the last row, contiguous
 * episodes, finite numbers, actions in [-1, 1]. Messages name value, place and law.
 */
final class DatasetLaws {
    private DatasetLaws() {}

    static void check(RowShape shape, Columns columns) {
        int rows = columns.rewards().length;
        if (rows == 0) {
            throw new IllegalArgumentException(
                    "rewards has 0 rows, must have at least 1: only whole episodes are recorded");
        }
        lengths(shape, columns, rows);
        all(
                () -> flags(columns, rows),
                () -> finite("observations", columns.observations(), shape.observation()),
                () -> finite("next_observations", columns.nextObservations(), shape.observation()),
                () -> finite("rewards", columns.rewards(), 1),
                () -> finite("infos/action_log_probs", columns.actionLogProbs(), 1),
                () -> finite("infos/qpos", columns.positions(), shape.positions()),
                () -> finite("infos/qvel", columns.velocities(), shape.velocities()),
                () -> actions(columns.actions(), shape.action()),
                () -> checkpoints(columns.checkpointSteps()));
    }

    /** Beside each other on all processors; the first in this order that fails is thrown. */
    private static void all(Runnable... laws) {
        Arrays.stream(laws)
                .parallel()
                .map(DatasetLaws::broken)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(
                        broken -> {
                            throw broken;
                        });
    }

    private static Optional<IllegalArgumentException> broken(Runnable law) {
        try {
            law.run();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e);
        }
    }

    private static void lengths(RowShape shape, Columns columns, int rows) {
        length("observations", columns.observations().length, rows, shape.observation());
        length("actions", columns.actions().length, rows, shape.action());
        length("next_observations", columns.nextObservations().length, rows, shape.observation());
        length("terminals", columns.terminals().length, rows, 1);
        length("timeouts", columns.timeouts().length, rows, 1);
        length("infos/qpos", columns.positions().length, rows, shape.positions());
        length("infos/qvel", columns.velocities().length, rows, shape.velocities());
        length("infos/action_log_probs", columns.actionLogProbs().length, rows, 1);
        length("infos/episode_id", columns.episodeIds().length, rows, 1);
        length("infos/checkpoint_step", columns.checkpointSteps().length, rows, 1);
    }

    private static void length(String name, int length, int rows, int width) {
        if (length != (long) rows * width) {
            throw new IllegalArgumentException(
                    name
                            + " has "
                            + length
                            + " numbers, expected "
                            + rows
                            + " rows (as in rewards)"
                            + " x "
                            + width
                            + " = "
                            + (long) rows * width);
        }
    }

    private static void flags(Columns columns, int rows) {
        int episode = 0;
        for (int row = 0; row < rows; row++) {
            boolean terminal = columns.terminals()[row];
            boolean timeout = columns.timeouts()[row];
            if (terminal && timeout) {
                throw new IllegalArgumentException(
                        "terminals["
                                + row
                                + "] and timeouts["
                                + row
                                + "] are both true, must be"
                                + " exclusive: a fall on the last allowed step is a terminal");
            }
            if (columns.episodeIds()[row] != episode) {
                throw new IllegalArgumentException(
                        "infos/episode_id["
                                + row
                                + "] is "
                                + columns.episodeIds()[row]
                                + ", expected "
                                + episode
                                + ": ids count from 0 and change after every flag, only there");
            }
            if (terminal || timeout) {
                episode++;
            }
        }
        if (!columns.terminals()[rows - 1] && !columns.timeouts()[rows - 1]) {
            throw new IllegalArgumentException(
                    "terminals["
                            + (rows - 1)
                            + "] and timeouts["
                            + (rows - 1)
                            + "] are both false,"
                            + " but the last row must end an episode:"
                            + " loaders silently drop an unfinished one");
        }
    }

    private static void finite(String name, float[] values, int width) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw notFinite(name, values[i], i, width);
            }
        }
    }

    private static void finite(String name, double[] values, int width) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw notFinite(name, values[i], i, width);
            }
        }
    }

    private static IllegalArgumentException notFinite(
            String name, double value, int index, int width) {
        return new IllegalArgumentException(
                name
                        + place(index, width)
                        + " is "
                        + value
                        + ", must be finite. Leave the episode of that row out, or make the data again");
    }

    private static void actions(float[] actions, int width) {
        for (int i = 0; i < actions.length; i++) {
            if (!(actions[i] >= -1 && actions[i] <= 1)) { // NaN fails too
                throw new IllegalArgumentException(
                        "actions"
                                + place(i, width)
                                + " is "
                                + actions[i]
                                + ", must be in [-1, 1]: actions are stored normalized");
            }
        }
    }

    private static void checkpoints(long[] steps) {
        for (int row = 0; row < steps.length; row++) {
            if (steps[row] < -2) {
                throw new IllegalArgumentException(
                        "infos/checkpoint_step["
                                + row
                                + "] is "
                                + steps[row]
                                + ", must be at least -2: -1 is random, -2 unknown");
            }
        }
    }

    private static String place(int index, int width) {
        return width == 1 ? "[" + index + "]" : "[" + index / width + ", " + index % width + "]";
    }
}
