package merpo.datagen.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.dataset.Samples;
import org.junit.jupiter.api.Test;

/** Measured with D4RL's own code: row i observes the number i. */
final class D4rlLoadersTest {
    private static boolean[] at(int rows, int... set) {
        boolean[] flags = new boolean[rows];
        Arrays.stream(set).forEach(row -> flags[row] = true);
        return flags;
    }

    private static D4rlRows rows(boolean[] terminals, Optional<boolean[]> timeouts, int horizon) {
        float[] numbers = new float[terminals.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        return new D4rlRows(
                1, 1, numbers, numbers.clone(), numbers.clone(), terminals, timeouts, horizon);
    }

    private static D4rlRows flagged(boolean[] terminals, boolean[] timeouts) {
        return rows(terminals, Optional.of(timeouts), 1000);
    }

    private static void expect(QlearningRows found, float[] kept, float[] next, int... done) {
        assertThat(found.observations()).containsExactly(kept);
        assertThat(found.nextObservations()).containsExactly(next);
        for (int i = 0; i < found.size(); i++) {
            int row = found.rows()[i];
            assertThat(found.terminals()[i])
                    .as("row %d", row)
                    .isEqualTo(Arrays.stream(done).anyMatch(d -> d == row));
            assertThat(found.rewards()[i]).isEqualTo(row);
            assertThat(found.actions()[i]).isEqualTo(row);
        }
    }

    @Test
    void aTimeoutIsSkippedAndATerminalLeadsIntoTheNextEpisode() {
        expect(
                QlearningRows.of(flagged(at(10, 3), at(10, 8)), false),
                new float[] {0, 1, 2, 3, 4, 5, 6, 7},
                new float[] {1, 2, 3, 4, 5, 6, 7, 8},
                3);
    }

    @Test
    void terminateOnEndKeepsTheTimeoutAndDoesNotTerminate() {
        expect(
                QlearningRows.of(flagged(at(10, 3), at(10, 8)), true),
                new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8},
                new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9},
                3);
    }

    @Test
    void bothFlagsLoseTheTerminal() {
        expect(
                QlearningRows.of(flagged(at(10, 3, 8), at(10, 3)), false),
                new float[] {0, 1, 2, 4, 5, 6, 7, 8},
                new float[] {1, 2, 3, 5, 6, 7, 8, 9},
                8);
    }

    @Test
    void withoutTimeoutsTheHorizonDecides() {
        expect(
                QlearningRows.of(rows(at(12), Optional.empty(), 5), false),
                new float[] {0, 1, 2, 3, 5, 6, 7, 8, 10},
                new float[] {1, 2, 3, 4, 6, 7, 8, 9, 11});
    }

    @Test
    void sequencesAreCutAtEveryFlagAndTheUnfinishedOneIsLost() {
        assertThat(EpisodeSequences.of(flagged(at(10, 3), at(10, 8))))
                .containsExactly(
                        new EpisodeSequences.Sequence(0, 4), new EpisodeSequences.Sequence(4, 9));
    }

    /** The clock of the loader is one ahead after the first episode: 5, then 4 and 4. */
    @Test
    void withoutTimeoutsLaterSequencesAreAStepShort() {
        assertThat(EpisodeSequences.of(rows(at(14), Optional.empty(), 5)))
                .extracting(EpisodeSequences.Sequence::length)
                .containsExactly(5, 4, 4);
    }

    /** N - timeouts - (1 if the last row is a terminal), as the acceptance tests demand. */
    @Test
    void ourFilesLoseOnlyTimeoutsAndALastTerminal() {
        Dataset dataset = Samples.dataset(5, 40, new RowShape(3, 2, 0, 0));
        int timeouts = 0;
        for (boolean flag : dataset.timeouts()) {
            timeouts += flag ? 1 : 0;
        }
        int last = dataset.terminals()[dataset.size() - 1] ? 1 : 0;
        assertThat(QlearningRows.of(D4rlRows.of(dataset), false).size())
                .isEqualTo(dataset.size() - timeouts - last);
        assertThat(EpisodeSequences.of(D4rlRows.of(dataset)))
                .extracting(EpisodeSequences.Sequence::length)
                .containsExactlyElementsOf(
                        dataset.episodes().stream().map(e -> e.length()).toList());
    }
}
