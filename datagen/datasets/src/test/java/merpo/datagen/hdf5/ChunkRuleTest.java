package merpo.datagen.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** 256 KiB = 262144 bytes. */
final class ChunkRuleTest {
    /** 17 x 4 = 68 bytes: 3855 rows fit; the largest multiple of 1000 is 3000. */
    @Test
    void holdsWholeEpisodes() {
        assertThat(ChunkRule.rows(1_000_000, 68, 1000)).isEqualTo(3000);
        assertThat(ChunkRule.rows(1_000_000, 4, 1000)).isEqualTo(65_000);
        assertThat(ChunkRule.rows(1_000_000, 68, 25)).isEqualTo(3850);
    }

    /** 111 x 8 = 888 bytes: 295 rows fit, fewer than an episode of 1000. */
    @Test
    void splitsAnEpisodeThatIsTooLarge() {
        assertThat(ChunkRule.rows(1_000_000, 888, 1000)).isEqualTo(295);
    }

    @Test
    void holdsAtLeastOneRowAndAtMostTheDataset() {
        assertThat(ChunkRule.rows(1_000_000, 300_000, 10)).isEqualTo(1);
        assertThat(ChunkRule.rows(100, 68, 1000)).isEqualTo(100);
        assertThat(ChunkRule.rows(7, 4, 3)).isEqualTo(7);
    }
}
