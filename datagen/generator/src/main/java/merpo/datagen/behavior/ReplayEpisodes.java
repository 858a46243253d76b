package merpo.datagen.behavior;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import merpo.datagen.dataset.Columns;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetRecorder;
import merpo.datagen.dataset.EpisodeRecorder;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.dataset.Transition;

/**
 * Episodes of one task's replay, in the order in which they began. One that a snapshot, a broken
 * simulation or the end cut ends as if time had run out.
 */
final class ReplayEpisodes {
    private final RowShape shape;
    private final List<Episode> episodes = new ArrayList<>();
    private int rows;

    /**
     * @param columns where it lies
     * @param rows its rows there, ascending
     */
    private record Episode(Columns columns, List<Integer> rows) {}

    ReplayEpisodes(RowShape shape) {
        this.shape = shape;
    }

    /**
     * Adds what lies between two snapshots.
     *
     * @param until environment steps; rows of later policies are left out
     */
    void add(Columns columns, long until) {
        Map<Integer, Episode> begun = new LinkedHashMap<>();
        for (int row = 0; row < columns.rewards().length; row++) {
            if (columns.checkpointSteps()[row] < until) {
                begun.computeIfAbsent(
                                columns.episodeIds()[row],
                                id -> new Episode(columns, new ArrayList<>()))
                        .rows()
                        .add(row);
                rows++;
            }
        }
        episodes.addAll(begun.values());
    }

    private Transition transition(Columns columns, int row, boolean last) {
        return new Transition(
                floats(columns.observations(), row, shape.observation()),
                floats(columns.actions(), row, shape.action()),
                columns.rewards()[row],
                floats(columns.nextObservations(), row, shape.observation()),
                columns.terminals()[row],
                last,
                doubles(columns.positions(), row, shape.positions()),
                doubles(columns.velocities(), row, shape.velocities()),
                columns.actionLogProbs()[row],
                columns.checkpointSteps()[row]);
    }

    private static float[] floats(float[] values, int row, int width) {
        return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }

    private static double[] doubles(double[] values, int row, int width) {
        return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }

    /**
     * Episodes evenly spread over the training.
     *
     * @param wanted least rows, if there are as many
     */
    Dataset spread(int wanted) {
        DatasetRecorder dataset = new DatasetRecorder(shape);
        long seen = 0;
        for (Episode episode : episodes) {
            seen += episode.rows().size();
            if ((double) dataset.size() * rows < (double) wanted * seen) {
                record(episode, dataset.episode());
            }
        }
        return dataset.build();
    }

    private void record(Episode episode, EpisodeRecorder to) {
        int last = episode.rows().get(episode.rows().size() - 1);
        for (int row : episode.rows()) {
            to.add(transition(episode.columns(), row, row == last));
        }
    }
}
