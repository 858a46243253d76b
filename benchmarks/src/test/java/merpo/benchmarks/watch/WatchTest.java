package merpo.benchmarks.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import merpo.datagen.run.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatchTest {
    @TempDir Path temp;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private Window.Size size = new Window.Size(20, 3);

    private static RunTables at(long step, String... alarms) {
        return new RunTables(
                "mine",
                new RunTables.Plan("rac", "", "", 500),
                new RunTables.Progress(step, Double.NaN, Double.NaN, ""),
                List.of(new Series("loss", List.of(0.5))),
                List.of(),
                List.of(alarms).stream().map(a -> new RunTables.Alarm("7", a, "see")).toList(),
                -1,
                List.of());
    }

    private String printed() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }

    /** 3 rows: two lines and the cursor's. */
    @Test
    void aScreenIsDrawnOverTheFormerOne() {
        ScreenPainter painter = new ScreenPainter(out, () -> size, List::of);
        painter.paint(at(5));
        assertThat(printed()).isEqualTo("mine · rac\033[K\nstep 5 of 500 (1 %)\033[K\n\033[J");
        painter.paint(at(50));
        assertThat(printed())
                .isEqualTo("\033[2A\rmine · rac\033[K\nstep 50 of 500 (10 …\033[K\n\033[J");
    }

    /** The screen's own lines are two; what stays is written above them, and the title moves on. */
    @Test
    void whatStagesNoteStaysAboveTheScreen() {
        StageProgress stages = new StageProgress(() -> 0);
        ScreenPainter painter = new ScreenPainter(out, () -> size, stages::takeNotes);
        painter.paint(at(5));
        printed();
        stages.note("ensemble: finished before, kept");
        painter.paint(at(5));
        assertThat(printed())
                .isEqualTo(
                        "\033[2A\rensemble: finished before, kept\033[K\n"
                                + "mine · rac\033[K\nstep 5 of 500 (1 %)\033[K\n\033[J");
        painter.paint(at(5));
        assertThat(printed()).startsWith("\033[2A\rmine");
    }

    /** 120 of 300 steps took 12 s, so the other 180 take 18. */
    @Test
    void stagesBeforeTheFirstStepAreSeen() throws IOException {
        AtomicLong seconds = new AtomicLong();
        StageProgress stages = new StageProgress(() -> seconds.get() * 1_000_000_000L);
        RunReader reader = new RunReader(temp, stages::line);
        assertThat(reader.tables().progress().stage()).isEmpty();
        stages.stage("clone", 300, "steps");
        seconds.set(12);
        stages.step(120, "loss 0.310");
        Files.createDirectories(temp.resolve("clone"));
        Files.writeString(temp.resolve("clone/metrics.csv"), "split,step,loss\nlearning,10,0.5\n");
        RunTables tables = reader.tables();
        assertThat(tables.progress().stage())
                .isEqualTo("clone: 120 of 300 steps · 12 s · 18 s left · loss 0.310");
        assertThat(tables.metrics())
                .containsExactly(new Series("clone/metrics loss", List.of(0.5)));
        Files.writeString(temp.resolve("metrics.csv"), "step,gap\n10,1.5\n");
        assertThat(reader.tables().metrics()).containsExactly(new Series("gap", List.of(1.5)));
    }

    @Test
    void aWindowOfAnotherSizeIsDrawnAnew() {
        ScreenPainter painter = new ScreenPainter(out, () -> size, List::of);
        painter.paint(at(5));
        printed();
        size = new Window.Size(10, 2);
        painter.paint(at(5));
        assertThat(printed()).isEqualTo("\033[2J\033[Hmine · rac\033[K\n\033[J");
    }

    @Test
    void theSizeIsWhatSttyPrintsOrTheUsual() {
        assertThat(Window.Size.parse("50 132\n")).isEqualTo(new Window.Size(132, 50));
        for (String unknown : List.of("", "0 0\n", "stty: not a terminal", "123456 80")) {
            assertThat(Window.Size.parse(unknown)).isEqualTo(new Window.Size(80, 24));
        }
        assertThat(Window.ofProcess().columns()).isPositive();
    }

    @Test
    void aLogFileGetsALineNowAndThenAndEachAlarmOnce() {
        AtomicLong seconds = new AtomicLong();
        LinePainter painter = new LinePainter(out, () -> seconds.get() * 1_000_000_000L);
        painter.paint(at(5));
        assertThat(printed()).isEqualTo("mine: step 5 of 500 (1 %) · loss 0.5000\n");
        seconds.set(9);
        painter.paint(at(6, "A12"));
        assertThat(printed()).isEqualTo("! step 7, A12: see\n");
        seconds.set(10);
        painter.paint(at(7, "A12"));
        assertThat(printed()).isEqualTo("mine: step 7 of 500 (1 %) · loss 0.5000\n");
        seconds.set(30);
        painter.paint(at(7, "A12"));
        assertThat(printed()).isEmpty();
        painter.finish(at(500, "A12", "A20"));
        assertThat(printed())
                .isEqualTo(
                        "! step 7, A20: see\nmine: step 500 of 500 (100 %) · done · loss 0.5000\n");
    }

    @Test
    void closingShowsTheLastState() throws IOException {
        try (Watch watch = Watch.attach(temp, out, false)) {
            assertThat(watch).isNotNull();
            Files.writeString(temp.resolve("metrics.csv"), "step,loss\n10,0.5\n");
        }
        assertThat(printed()).contains("step 10 · loss 0.5000\n");
    }

    @Test
    void atMostOneScreenPerSecond() throws InterruptedException {
        long start = System.nanoTime();
        try (Watch watch =
                Watch.attach(
                        new RunReader(temp),
                        new ScreenPainter(out, () -> size, List::of),
                        out,
                        Progress.silent())) {
            assertThat(watch).isNotNull();
            Thread.sleep(2500);
        }
        long frames = printed().chars().filter(c -> c == 'J').count();
        long seconds = (System.nanoTime() - start) / 1_000_000_000L;
        assertThat(frames).isBetween(2L, seconds + 2); // at 0, 1, 2 and at the end
    }

    @Test
    void aFailureEndsTheWatchingAndNothingElse() {
        Window broken =
                () -> {
                    throw new IllegalStateException("no size");
                };
        Watch.attach(
                        new RunReader(temp),
                        new ScreenPainter(out, broken, List::of),
                        out,
                        Progress.silent())
                .close();
        assertThat(printed()).contains("The watching ended, the run goes on", "no size");
    }
}
