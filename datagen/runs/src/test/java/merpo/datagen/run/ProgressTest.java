package merpo.datagen.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    /**
     * 100 of 400 steps took 12 s, so the remaining 300 take 36 s; the step after 2 s prints
     * nothing.
     */
    @Test
    void aLineEveryTenSecondsTellsTheTimeToGo() {
        AtomicLong clock = new AtomicLong();
        LineProgress progress = new LineProgress(out, clock::get);
        progress.stage("behavior", 400, "steps");
        clock.set(2_000_000_000L);
        progress.step(20, "");
        clock.set(12_000_000_000L);
        progress.step(100, "return -12.5");
        progress.stageDone();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "behavior: 0 of 400 steps",
                        "behavior: 100 of 400 steps, 12 s, about 36 s to go, return -12.5",
                        "behavior: 100 steps in 12.0 s");
    }

    @Test
    void aBarShowsTheStageAndItsMessage() {
        BarProgress progress = new BarProgress(out);
        progress.stage("merpo", 10, "meta-iterations");
        progress.step(10, "score 0.78");
        progress.note("a line that stays");
        progress.stageDone();
        progress.stageDone();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("merpo", "10/10", "score 0.78", "a line that stays");
    }
}
