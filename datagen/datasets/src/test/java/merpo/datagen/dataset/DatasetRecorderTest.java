package merpo.datagen.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class DatasetRecorderTest {
    private static final RowShape SHAPE = new RowShape(1, 1, 0, 0);

    private static Transition step(float observation, boolean terminated, boolean truncated) {
        return new Transition(
                new float[] {observation},
                new float[] {0},
                1,
                new float[] {observation + 1},
                terminated,
                truncated,
                new double[0],
                new double[0],
                0,
                -1);
    }

    /** Two simulations take turns: b ends first and comes first, each in one piece. */
    @Test
    void interleavedSimulationsGiveContiguousEpisodes() {
        DatasetRecorder recorder = new DatasetRecorder(SHAPE);
        EpisodeRecorder a = recorder.episode();
        EpisodeRecorder b = recorder.episode();
        a.add(step(10, false, false));
        b.add(step(20, false, false));
        a.add(step(11, false, false));
        assertThat(b.add(step(21, false, true))).isTrue();
        assertThat(a.add(step(12, true, false))).isTrue();
        b.add(step(30, false, false)); // unfinished: does not enter
        Dataset dataset = recorder.build();
        assertThat(dataset.observations()).containsExactly(20, 21, 10, 11, 12);
        assertThat(dataset.episodeIds()).containsExactly(0, 0, 1, 1, 1);
        assertThat(dataset.timeouts()).containsExactly(false, true, false, false, false);
        assertThat(dataset.terminals()).containsExactly(false, false, false, false, true);
        assertThat(dataset.returns()).containsExactly(2, 3);
        assertThat(dataset.episodes().get(1)).isEqualTo(new Episode(1, 2, 5, true, 3));
    }

    /** Rows 1 and 0 of two simulations, two numbers wide; a fall when time runs out is a fall. */
    @Test
    void rowsOfAllSimulationsAreTakenApart() {
        DatasetRecorder recorder = new DatasetRecorder(new RowShape(2, 1, 1, 2));
        EpisodeRecorder episode = recorder.episode();
        StepRows step =
                new StepRows(
                        new float[] {1, 2, 3, 4},
                        new float[] {0.5f, -0.5f},
                        new double[] {10, 0.1},
                        new double[] {5, 6, 7, 0.1},
                        new boolean[] {true, false},
                        new boolean[] {true, false},
                        new double[] {8, 9},
                        new double[] {11, 12, 13, 14},
                        new float[] {-1, -2});
        assertThat(episode.add(step, 1, 100)).isFalse();
        assertThat(episode.add(step, 0, 200)).isTrue();
        Dataset dataset = recorder.build();
        assertThat(dataset.observations()).containsExactly(3, 4, 1, 2);
        assertThat(dataset.actions()).containsExactly(-0.5f, 0.5f);
        assertThat(dataset.rewards()).containsExactly(0.1f, 10);
        assertThat(dataset.nextObservations()).containsExactly(7, 0.1f, 5, 6);
        assertThat(dataset.terminals()).containsExactly(false, true);
        assertThat(dataset.timeouts()).containsExactly(false, false);
        assertThat(dataset.positions()).containsExactly(9, 8);
        assertThat(dataset.velocities()).containsExactly(13, 14, 11, 12);
        assertThat(dataset.actionLogProbs()).containsExactly(-2, -1);
        assertThat(dataset.checkpointSteps()).containsExactly(100, 200);
    }

    /** What was built keeps its rows when the recorder goes on. */
    @Test
    void aRecorderGoesOnAfterBuilding() {
        DatasetRecorder recorder = new DatasetRecorder(SHAPE);
        EpisodeRecorder episode = recorder.episode();
        episode.add(step(1, true, false));
        Dataset first = recorder.build();
        episode.add(step(2, false, false));
        episode.add(step(3, true, false));
        assertThat(recorder.size()).isEqualTo(3);
        assertThat(recorder.build().observations()).containsExactly(1, 2, 3);
        assertThat(recorder.build().episodeIds()).containsExactly(0, 1, 1);
        assertThat(first.observations()).containsExactly(1);
    }

    @Test
    void terminalWinsOverTimeout() {
        DatasetRecorder recorder = new DatasetRecorder(SHAPE);
        recorder.episode().add(step(0, true, true));
        Dataset dataset = recorder.build();
        assertThat(dataset.terminals()).containsExactly(true);
        assertThat(dataset.timeouts()).containsExactly(false);
    }

    @Test
    void aDiscardedEpisodeLeavesNothing() {
        DatasetRecorder recorder = new DatasetRecorder(SHAPE);
        EpisodeRecorder episode = recorder.episode();
        episode.add(step(5, false, false));
        episode.discard();
        episode.add(step(7, true, false));
        assertThat(recorder.build().observations()).containsExactly(7);
    }

    @Test
    void nothingFinishedIsNoDataset() {
        assertThatThrownBy(() -> new DatasetRecorder(SHAPE).build())
                .hasMessageContaining("no episode has finished");
    }

    @Test
    void wrongWidthsAreNamed() {
        EpisodeRecorder episode = new DatasetRecorder(new RowShape(2, 1, 0, 0)).episode();
        assertThatThrownBy(() -> episode.add(step(0, true, false)))
                .hasMessageContaining("Transition.observation has 1 numbers, expected 2");
    }

    /** Grows far beyond its first capacity without losing a row; arrays may be reused. */
    @Test
    void growsWithoutLoss() {
        RowShape shape = new RowShape(3, 2, 2, 1);
        DatasetRecorder recorder = new DatasetRecorder(shape);
        EpisodeRecorder episode = recorder.episode();
        Random random = new Random(5);
        float[] reused = new float[3];
        for (int i = 0; i < 2000; i++) {
            reused[0] = i;
            Transition some = Samples.step(random, shape, i % 700 == 699 || i == 1999, false);
            episode.add(
                    new Transition(
                            reused,
                            some.action(),
                            i,
                            some.nextObservation(),
                            some.terminated(),
                            false,
                            some.positions(),
                            some.velocities(),
                            0,
                            i));
        }
        Dataset dataset = recorder.build();
        assertThat(dataset.size()).isEqualTo(2000);
        assertThat(dataset.episodes()).hasSize(3);
        for (int i = 0; i < 2000; i++) {
            assertThat(dataset.observations()[3 * i]).isEqualTo(i);
            assertThat(dataset.checkpointSteps()[i]).isEqualTo(i);
        }
    }
}
