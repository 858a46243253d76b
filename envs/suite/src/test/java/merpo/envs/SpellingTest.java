package merpo.envs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpellingTest {
    private static final List<String> KNOWN =
            List.of("hopper", "ant", "ant-dir", "walker-2d-params", "train", "rac", "medium");

    @ParameterizedTest
    @CsvSource({
        "hoper, hopper",
        "hoppper, hopper",
        "trian, train",
        "rca, rac",
        "meduim, medium",
        "ant-dri, ant-dir",
        "walker, walker-2d-params",
        "walker-2d-parms, walker-2d-params",
        "RAC, rac",
        "Hoper, hopper"
    })
    void aSlipIsUnderstood(String typed, String meant) {
        assertThat(Spelling.nearest(typed, KNOWN)).contains(meant);
    }

    /** "nope" is three slips from "hopper", which nobody makes in four letters. */
    @ParameterizedTest
    @CsvSource({"nope", "great", "x", "swimmer", "'\u00e4nt-hill'", "''"})
    void whatIsFarFromAllIsNoSlip(String typed) {
        assertThat(Spelling.nearest(typed, KNOWN)).isEmpty();
    }

    @Test
    void ofAPathOnlyTheWrongPartCounts() {
        List<String> keys = List.of("learning.rac", "learning.rac.alpha", "steps");
        assertThat(Spelling.nearest("learning.nope", keys)).isEmpty();
        assertThat(Spelling.nearest("learning.rac.alpa", keys)).contains("learning.rac.alpha");
        assertThat(Spelling.nearest("learnin.rac.alpha", keys)).contains("learning.rac.alpha");
    }

    /** One missing, one too many, one wrong, two changed. */
    @Test
    void slipsAreCounted() {
        assertThat(Spelling.slips("hoper", "hopper")).isEqualTo(1);
        assertThat(Spelling.slips("hoppper", "hopper")).isEqualTo(1);
        assertThat(Spelling.slips("hepper", "hopper")).isEqualTo(1);
        assertThat(Spelling.slips("hoppre", "hopper")).isEqualTo(1);
        assertThat(Spelling.slips("nope", "hopper")).isEqualTo(3);
        assertThat(Spelling.slips("", "ant")).isEqualTo(3);
    }
}
