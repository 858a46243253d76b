package merpo.datagen.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class DatasetTest {
    /** Two rows, one episode, all well; then {@code harm} is done to it. */
    private static void expectRefusal(Consumer<Columns> harm, String message) {
        Columns columns = columns();
        harm.accept(columns);
        assertThatThrownBy(() -> new Dataset(new RowShape(2, 1, 1, 1), columns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static Columns columns() {
        return new Columns(
                new float[4],
                new float[2],
                new float[2],
                new float[4],
                new boolean[2],
                new boolean[] {false, true},
                new double[2],
                new double[2],
                new float[2],
                new int[2],
                new long[2]);
    }

    @Test
    void aWholeDatasetIsAccepted() {
        assertThat(new Dataset(new RowShape(2, 1, 1, 1), columns()).size()).isEqualTo(2);
    }

    @Test
    void flagsExclude() {
        expectRefusal(c -> c.terminals()[1] = true, "terminals[1] and timeouts[1] are both true");
    }

    @Test
    void theLastRowIsFlagged() {
        expectRefusal(c -> c.timeouts()[1] = false, "terminals[1] and timeouts[1] are both false");
    }

    @Test
    void episodesAreContiguousAndChangeAtFlags() {
        expectRefusal(c -> c.episodeIds()[0] = 1, "infos/episode_id[0] is 1, expected 0");
        expectRefusal(c -> c.episodeIds()[1] = 1, "infos/episode_id[1] is 1, expected 0");
        expectRefusal(c -> c.terminals()[0] = true, "infos/episode_id[1] is 0, expected 1");
    }

    @Test
    void numbersAreFinite() {
        expectRefusal(
                c -> c.observations()[3] = Float.NaN, "observations[1, 1] is NaN, must be finite");
        expectRefusal(
                c -> c.nextObservations()[0] = Float.POSITIVE_INFINITY,
                "next_observations[0, 0] is Infinity");
        expectRefusal(c -> c.rewards()[1] = Float.NaN, "rewards[1] is NaN");
        expectRefusal(c -> c.positions()[1] = Double.NaN, "infos/qpos[1] is NaN");
        expectRefusal(c -> c.velocities()[0] = Double.NaN, "infos/qvel[0] is NaN");
        expectRefusal(c -> c.actionLogProbs()[0] = Float.NaN, "infos/action_log_probs[0] is NaN");
    }

    @Test
    void actionsAreNormalized() {
        expectRefusal(c -> c.actions()[1] = 1.5f, "actions[1] is 1.5, must be in [-1, 1]");
        expectRefusal(c -> c.actions()[0] = Float.NaN, "actions[0] is NaN");
    }

    @Test
    void checkpointsAreStepsOrRandom() {
        expectRefusal(c -> c.checkpointSteps()[0] = -3, "infos/checkpoint_step[0] is -3");
    }

    @Test
    void lengthsAgree() {
        assertThatThrownBy(() -> new Dataset(new RowShape(3, 1, 1, 1), columns()))
                .hasMessageContaining("observations has 4 numbers, expected 2 rows")
                .hasMessageContaining("x 3 = 6");
    }
}
