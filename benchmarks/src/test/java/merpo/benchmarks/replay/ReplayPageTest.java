package merpo.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import merpo.datagen.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayPageTest {
    @TempDir Path temp;

    @Test
    void thePageHoldsAllItNeeds() throws IOException {
        String page = new ReplayPage(List.of(track("a.json"), track("b.json"))).html();
        assertThat(page)
                .contains("<h1>point-robot-wind</h1>", "\"merpo/main\"", "\"three/core\"")
                .doesNotContainPattern(Pattern.compile("(src|href)=\"(?!data:)"))
                .doesNotContain("@import", "@replay@", "@style@");
        assertThat(page.length()).isLessThan(1_300_000); // nearly all of it three.js
    }

    /** 1.5 is 0x3FC00000; its bytes, least first, are 00 00 C0 3F. */
    @Test
    void numbersTravelAsLittleEndianFloats() {
        assertThat(new Floats(new float[] {1.5f}).base64()).isEqualTo("AADAPw==");
    }

    /** 20 geoms, 1000 steps: 20 * 7 * 4 bytes * 1000 = 560 kB, a third more as text. */
    @Test
    void aThousandStepsOfALargeRobotAreSmall() {
        assertThat(new Floats(new float[20 * 7 * 1000]).base64()).hasSizeLessThan(750_000);
    }

    @Test
    void aTitleCannotBreakThePage() throws IOException {
        Track hostile = track("a.json").titled("</script><b>bold & \"quoted\"");
        String page = new ReplayPage(List.of(hostile)).html();
        assertThat(page).doesNotContain("</script><b>").contains("\\u003c/script>\\u003cb>bold");
    }

    @Test
    void pointsAndRobotsShareNoClock() throws IOException {
        Track cheetah = RolloutTracks.read(RolloutFiles.cheetah(temp, "c.json", 2));
        assertThatThrownBy(() -> new ReplayPage(List.of(track("a.json"), cheetah)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("share no time slider");
    }

    /** 4 steps of 0.05 s; 0.08 s apart means every second. */
    @Test
    void aFilmShowsEveryFewSteps() throws IOException {
        Track cheetah = RolloutTracks.read(RolloutFiles.cheetah(temp, "c.json", 4));
        ReplayPage page = new ReplayPage(List.of(cheetah));
        assertThat(page.duration()).isCloseTo(0.2, within(1e-12));
        assertThat(page.moments(0.08, 150))
                .containsExactly(new double[] {0, 0.1, 0.2}, within(1e-12));
        assertThat(page.moments(0.04, 150)).hasSize(5);
        assertThat(page.moments(0.04, 2)).hasSize(2);
    }

    private Track track(String name) throws IOException {
        return RolloutTracks.read(RolloutFiles.point(temp, name, 3));
    }
}
