package merpo.benchmarks.watch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import merpo.datagen.run.LineProgress;
import merpo.datagen.run.Progress;

/**
 * A thread that shows a run while it lasts, at most once per second and with at most a twentieth of
 * a core. It reads the run directory and writes nothing there; what goes wrong in it ends the
 * watching, never the training.
 */
public final class Watch implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;
    private static final int SPARING = 20; // times the cost of a look

    private final RunReader reader;
    private final Painter painter;
    private final PrintStream out;
    private final Progress progress;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "watch");

    private Watch(RunReader reader, Painter painter, PrintStream out, Progress progress) {
        this.reader = reader;
        this.painter = painter;
        this.out = out;
        this.progress = progress;
    }

    /**
     * Begins to watch. The directory may still be empty, or not be there yet.
     *
     * @param out where a person looks
     * @param terminal whether that is a terminal: then a screen drawn in place, else lines
     */
    public static Watch attach(Path run, PrintStream out, boolean terminal) {
        if (!terminal) {
            Painter lines = new LinePainter(out, System::nanoTime);
            return attach(new RunReader(run), lines, out, new LineProgress(out, true));
        }
        StageProgress stages = new StageProgress(System::nanoTime);
        Painter screen = new ScreenPainter(out, Window::ofProcess, stages::takeNotes);
        return attach(new RunReader(run, stages::line), screen, out, stages);
    }

    /** Where the stages of the run tell how far they are; shown with the rest. */
    public Progress progress() {
        return progress;
    }

    static Watch attach(RunReader reader, Painter painter, PrintStream out, Progress progress) {
        Watch watch = new Watch(reader, painter, out, progress);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    /** Shows the last state and ends; what the run wrote before is in it. */
    @Override
    public void close() {
        over.countDown();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            long rest = 0;
            while (!over.await(rest, TimeUnit.NANOSECONDS)) {
                long start = System.nanoTime();
                painter.paint(reader.tables());
                rest = Math.max(SECOND, SPARING * (System.nanoTime() - start));
            }
            painter.finish(reader.tables());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            out.println("The watching ended, the run goes on: " + e);
        }
    }
}
