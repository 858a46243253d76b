package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SeedsTest {
    /** Rows of seeds 5 and 6 over three tasks: 5:0, 5:1, 5:2, 6:0, 6:1, 6:2. */
    @Test
    void aRowDrawsWhatItsSeedAndTaskDrawAlone() {
        Seeds seeds = Seeds.from(5, 2, 3);
        assertThat(seeds.rows()).isEqualTo(6);
        assertThat(seeds.seed(2)).isEqualTo(5);
        assertThat(seeds.seed(3)).isEqualTo(6);
        assertThat(seeds.streams("noise").get(4).nextLong())
                .isEqualTo(Streams.of(6, "noise", 1).nextLong());
    }

    @Test
    void derivedSeedsAreThoseOfEachSeedAlone() {
        assertThat(Seeds.from(5, 2, 3).derived("epoch", 4).seeds())
                .isEqualTo(List.of(Streams.seed(5, "epoch", 4), Streams.seed(6, "epoch", 4)));
    }
}
