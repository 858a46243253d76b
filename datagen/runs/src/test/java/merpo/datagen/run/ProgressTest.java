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
        LineProgress progress = new LineProgress(out, clock::get, true);
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
        BarProgress progress = new BarProgress(out, () -> 80, true);
        progress.stage("merpo", 10, "meta-iterations");
        progress.step(10, "score 0.78");
        progress.note("a line that stays");
        progress.stageDone();
        progress.stageDone();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("merpo", "10/10", "score 0.78", "a line that stays");
    }

    /** 150 of 600 steps took 20 s, the other 450 take 60; the cursor has the last column. */
    @Test
    void aBarFitsItsWindow() {
        assertThat(bar(72))
                .isEqualTo(
                        "learn       25 % ███▎········· 150/600 steps, 0:20, 1:00 left, loss 0.5");
        assertThat(bar(61))
                .isEqualTo("learn       25 % ██······ 150/600, 0:20, 1:00 left, loss 0.5");
        assertThat(bar(52)).isEqualTo("learn       25 % ██▎······ 150/600, 0:20, 1:00 left");
        assertThat(bar(40)).isEqualTo("learn       25 % 150/600, 1:00 left");
        for (int width = 0; width < 300; width++) {
            assertThat(bar(width)).hasSizeLessThanOrEqualTo(Math.max(0, width - 1));
        }
    }

    @Test
    void noControlCharacterOfANameReachesTheTerminal() {
        assertThat(BarProgress.line("inspect", 0, 0, "files", "a\n\033[2Jb.h5", 1, 80))
                .isEqualTo("inspect    0 files, 0:01, a  [2Jb.h5");
    }

    private static String bar(int width) {
        return BarProgress.line("learn", 150, 600, "steps", "loss 0.5", 20, width);
    }

    @Test
    void withoutATotalThereIsNeitherShareNorBar() {
        assertThat(BarProgress.line("ensemble", 9, 0, "steps", "", 3700, 80))
                .isEqualTo("ensemble   9 steps, 1:01:40");
        LineProgress lines = new LineProgress(out, () -> 0, true);
        lines.stage("ensemble", 0, "steps");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("ensemble: 0 steps\n");
    }

    @Test
    void theWindowIsAskedAtEveryDrawing() throws InterruptedException {
        AtomicLong columns = new AtomicLong(120);
        BarProgress progress = new BarProgress(out, columns::intValue, true);
        progress.stage("learn", 10, "steps with a long name that fills a wide window");
        Thread.sleep(600);
        columns.set(30);
        bytes.reset();
        Thread.sleep(600);
        progress.stageDone();
        String[] drawn = bytes.toString(StandardCharsets.UTF_8).split("\r", -1);
        assertThat(drawn.length).isGreaterThan(2);
        String last = drawn[drawn.length - 1].replaceAll("\033\\[\\S*?[a-zA-Z]", "").strip();
        assertThat(last).hasSizeLessThan(30).startsWith("learn");
    }
}
