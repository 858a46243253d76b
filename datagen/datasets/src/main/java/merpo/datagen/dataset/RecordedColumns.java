package merpo.datagen.dataset;

import java.util.Arrays;

/** The row arrays of finished episodes, in parts. */
final class RecordedColumns {
    private final ColumnParts<float[]> observations = new ColumnParts<>(float[]::new);
    private final ColumnParts<float[]> actions = new ColumnParts<>(float[]::new);
    private final ColumnParts<float[]> rewards = new ColumnParts<>(float[]::new);
    private final ColumnParts<float[]> nextObservations = new ColumnParts<>(float[]::new);
    private final ColumnParts<boolean[]> terminals = new ColumnParts<>(boolean[]::new);
    private final ColumnParts<boolean[]> timeouts = new ColumnParts<>(boolean[]::new);
    private final ColumnParts<double[]> positions = new ColumnParts<>(double[]::new);
    private final ColumnParts<double[]> velocities = new ColumnParts<>(double[]::new);
    private final ColumnParts<float[]> actionLogProbs = new ColumnParts<>(float[]::new);
    private final ColumnParts<int[]> episodeIds = new ColumnParts<>(int[]::new);
    private final ColumnParts<long[]> checkpointSteps = new ColumnParts<>(long[]::new);
    private int size;

    /** Rows. */
    int size() {
        return size;
    }

    /** Takes over the arrays of an episode, all of whose rows get this id. */
    void add(Columns episode, int id) {
        observations.add(episode.observations());
        actions.add(episode.actions());
        rewards.add(episode.rewards());
        nextObservations.add(episode.nextObservations());
        terminals.add(episode.terminals());
        timeouts.add(episode.timeouts());
        positions.add(episode.positions());
        velocities.add(episode.velocities());
        actionLogProbs.add(episode.actionLogProbs());
        Arrays.fill(episode.episodeIds(), id);
        episodeIds.add(episode.episodeIds());
        checkpointSteps.add(episode.checkpointSteps());
        size = Math.addExact(size, episode.rewards().length);
    }

    /** All of them, array by array; nobody may write them. */
    Columns join() {
        return new Columns(
                observations.join(),
                actions.join(),
                rewards.join(),
                nextObservations.join(),
                terminals.join(),
                timeouts.join(),
                positions.join(),
                velocities.join(),
                actionLogProbs.join(),
                episodeIds.join(),
                checkpointSteps.join());
    }
}
