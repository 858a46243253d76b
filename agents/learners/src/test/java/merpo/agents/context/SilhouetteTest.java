package merpo.agents.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import merpo.agents.Embedding;
import org.junit.jupiter.api.Test;

/** Embeddings on a line. */
class SilhouetteTest {
    private static Embedding at(int task, float z) {
        return new Embedding(task, new float[] {z});
    }

    /**
     * Task 0 at 0 and 1, task 1 at 3 and 5. At 0: own 1, other (3 + 5) / 2 = 4, (4 - 1) / 4. At 1:
     * own 1, other (2 + 4) / 2 = 3, 2 / 3. At 3: own 2, other (3 + 2) / 2 = 2.5, 0.5 / 2.5. At 5:
     * own 2, other (5 + 4) / 2 = 4.5, 2.5 / 4.5.
     */
    @Test
    void itIsTheMeanOfWhatEachPointSays() {
        double mean = (3 / 4.0 + 2 / 3.0 + 0.5 / 2.5 + 2.5 / 4.5) / 4;
        assertThat(Silhouette.of(List.of(at(0, 0), at(0, 1), at(1, 3), at(1, 5))))
                .isCloseTo(mean, within(1e-9));
    }

    /** From 0: own 4, the tasks at 2 and at 10 lie 2 and 10 away: (2 - 4) / 4. */
    @Test
    void theNearestOtherTaskCounts() {
        List<Embedding> all = List.of(at(0, 0), at(0, 4), at(1, 2), at(2, 10));
        // at 4: own 4, others 2 and 6: -1/2; the single points say 0
        assertThat(Silhouette.of(all)).isCloseTo((-0.5 - 0.5 + 0 + 0) / 4, within(1e-9));
    }

    @Test
    void oneTaskOrOnePlaceTellsNothing() {
        assertThat(Silhouette.of(List.of(at(0, 0), at(0, 1)))).isZero();
        assertThat(Silhouette.of(List.of(at(0, 1), at(0, 1), at(1, 1), at(1, 1)))).isZero();
    }
}
