package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

final class PerTaskTest {
    /** Rows 1, 3 and 2, 8: means 2 and 5, whose own mean is 3.5. */
    @Test
    void rowsHaveAMeanInEachTaskAndTasksHaveOneTogether() {
        try (NDManager manager = NDManager.newBaseManager()) {
            float[] rows = {1, 3, 2, 8};
            float[] means = PerTask.means(manager.create(rows, new Shape(2, 2)));
            assertThat(means).containsExactly(2, 5);
            assertThat(PerTask.mean(means)).isEqualTo(3.5);
        }
    }

    /** 3 / 2, 0 / 0 and 2^-126 / 0. */
    @Test
    void aRatioIsFiniteWhereNothingIsBelow() {
        float[] ratios =
                PerTask.ratios(new float[] {3, 0, Float.MIN_NORMAL}, new float[] {2, 0, 0});
        assertThat(ratios).containsExactly(1.5f, 0, 1);
    }
}
