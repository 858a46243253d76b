package merpo.datagen.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LaneTest {
    /** 16 simulations of 6 numbers are 3 pieces of 32: 64 are cut at multiples of 16. */
    @Test
    void simulationsOfOneTaskAreCutBetweenPieces() {
        assertThat(Lane.cut(1, 64, 6, 2))
                .containsExactly(new Lane(0, 32, 0, 1), new Lane(32, 64, 0, 1));
        assertThat(Lane.cut(1, 64, 6, 3)) // at 21.3 and 42.7
                .extracting(Lane::size)
                .containsExactly(16, 32, 16);
        assertThat(Lane.cut(1, 64, 3, 4)).extracting(Lane::size).containsExactly(32, 32);
        assertThat(Lane.cut(1, 20, 3, 2)).containsExactly(new Lane(0, 20, 0, 1));
    }

    /** 25 tasks of 2 simulations of 6 numbers: cut at a multiple of 16 near 25, between tasks. */
    @Test
    void severalTasksAreCutBetweenThem() {
        assertThat(Lane.cut(25, 2, 6, 2))
                .containsExactly(new Lane(0, 32, 0, 16), new Lane(32, 50, 16, 25));
        assertThat(Lane.cut(50, 1, 2, 2))
                .containsExactly(new Lane(0, 32, 0, 32), new Lane(32, 50, 32, 50));
        assertThat(Lane.cut(3, 21, 6, 8)).containsExactly(new Lane(0, 63, 0, 3));
    }

    @Test
    void oneThreadHasOneLane() {
        assertThat(Lane.cut(1, 64, 8, 1)).isEqualTo(List.of(new Lane(0, 64, 0, 1)));
    }
}
