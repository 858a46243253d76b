package merpo.benchmarks.bench.learning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import merpo.benchmarks.bench.Round;
import merpo.datagen.process.Peer;
import merpo.datagen.process.ProgramException;
import merpo.datagen.run.AtomicText;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.Memory;

/**
 * What many learning updates leave behind: memory outside and inside of the Java heap, over time.
 *
 * @param samples in order, at least one
 */
public record LearningMemory(List<Sample> samples) {
    private static final double FLAT = 0.02; // growth that counts as none
    private static final double SETTLED_S = 60; // after so long, and this share of the updates,
    private static final double SETTLED = 0.1; // nothing may grow: machine code is made until then
    private static final double PATIENCE_S = 60;

    public LearningMemory {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("0 samples of memory, must be at least 1");
        }
    }

    /**
     * One moment.
     *
     * @param seconds that it had worked
     * @param updates that it had done
     * @param outside bytes resident outside of the Java heap: tensors, code, libraries
     * @param heap bytes in use inside
     */
    public record Sample(double seconds, long updates, long outside, long heap) {
        /** One line. */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%6.0f s %9d updates  native %s  heap %s",
                    seconds,
                    updates,
                    Memory.mebibytes(outside),
                    Memory.mebibytes(heap));
        }
    }

    /**
     * Works until so many updates are done.
     *
     * @param name of the work
     * @param directory where the peer works
     * @param every seconds between two samples
     * @param listener takes all samples so far, whenever there is one more
     */
    public static LearningMemory of(
            String name,
            int threads,
            long updates,
            double every,
            Path directory,
            Consumer<LearningMemory> listener)
            throws ProgramException {
        try (Peer peer = LearningContender.MERPO.open(name, threads, directory)) {
            List<Sample> samples = new ArrayList<>();
            double seconds = 0;
            long done = 0;
            LearningMemory watched;
            do {
                Round round = Round.of(peer, every);
                seconds += round.seconds();
                done += round.steps();
                samples.add(parse(seconds, done, peer.ask("memory", PATIENCE_S)));
                watched = new LearningMemory(samples);
                listener.accept(watched);
            } while (done < updates);
            return watched;
        }
    }

    /** The answer {@code "OUTSIDE HEAP"}. */
    static Sample parse(double seconds, long updates, String answer) throws ProgramException {
        String[] words = answer.split(" ", -1);
        try {
            if (words.length == 2) {
                return new Sample(
                        seconds, updates, Long.parseLong(words[0]), Long.parseLong(words[1]));
            }
        } catch (NumberFormatException e) {
            throw new ProgramException("merpo answered \"" + answer + "\" for its memory", e);
        }
        throw new ProgramException("merpo: " + answer.replaceFirst("^failed ", ""));
    }

    public Sample last() {
        return samples.get(samples.size() - 1);
    }

    /** The largest sample after it has settled over the first of them, less 1; NaN before. */
    double growth(ToLongFunction<Sample> bytes) {
        double updates = SETTLED * last().updates;
        long[] settled =
                samples.stream()
                        .filter(sample -> sample.seconds >= SETTLED_S && sample.updates >= updates)
                        .mapToLong(bytes)
                        .toArray();
        if (settled.length < 2) {
            return Double.NaN;
        }
        long largest = 0;
        for (int i = 1; i < settled.length; i++) {
            largest = Math.max(largest, settled[i]);
        }
        return (double) largest / settled[0] - 1;
    }

    /** One line: flat, growing, or too short to say. */
    public String verdict() {
        double outside = growth(Sample::outside);
        double heap = growth(Sample::heap);
        if (Double.isNaN(outside)) {
            return "unknown: fewer than two samples after the first minute. Ask for more updates";
        }
        return String.format(
                Locale.ROOT,
                "%s: after the first minute and tenth native memory grew by %+.2f %%, the heap by %+.2f %% (target: within %.0f %%)",
                outside <= FLAT && heap <= FLAT ? "reached" : "missed",
                100 * outside,
                100 * heap,
                100 * FLAT);
    }

    /** Writes a row per sample, over an older file. */
    public void write(Path file) {
        StringBuilder text =
                new StringBuilder(CsvLog.line("seconds", "updates", "native_bytes", "heap_bytes"));
        for (Sample one : samples) {
            String seconds = String.format(Locale.ROOT, "%.1f", one.seconds);
            text.append(CsvLog.line(seconds, one.updates, one.outside, one.heap));
        }
        AtomicText.write(file, text.toString());
    }
}
