package merpo.benchmarks.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import merpo.datagen.run.Progress;

/** What the stages of a training say of themselves, kept for whoever draws it. */
final class StageProgress implements Progress {
    private final LongSupplier nanoTime;
    private final List<String> notes = new ArrayList<>();
    private String name = "";
    private String unit = "";
    private String message = "";
    private long total;
    private long done;
    private long began;

    StageProgress(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void stage(String name, long total, String unit) {
        this.name = name;
        this.total = total;
        this.unit = unit;
        message = "";
        done = 0;
        began = nanoTime.getAsLong();
    }

    @Override
    public synchronized void step(long done, String message) {
        this.done = done;
        this.message = message;
    }

    @Override
    public synchronized void note(String line) {
        notes.add(line);
    }

    @Override
    public synchronized void stageDone() {
        name = "";
    }

    /**
     * {@code clone: 120 of 300 steps · 12 s · 18 s left · loss 0.310}, or nothing between stages.
     */
    synchronized String line() {
        if (name.isEmpty()) {
            return "";
        }
        double seconds = (nanoTime.getAsLong() - began) / 1e9;
        StringBuilder line = new StringBuilder(name).append(": ").append(done);
        if (total > 0) {
            line.append(" of ").append(total);
        }
        line.append(' ').append(unit).append(" · ").append(Shown.duration(seconds));
        if (done > 0 && done < total) {
            line.append(" · ").append(Shown.duration(seconds * (total - done) / done));
            line.append(" left");
        }
        return message.isEmpty() ? line.toString() : line + " · " + message;
    }

    /** The lines that are to stay, each once. */
    synchronized List<String> takeNotes() {
        List<String> taken = List.copyOf(notes);
        notes.clear();
        return taken;
    }
}
