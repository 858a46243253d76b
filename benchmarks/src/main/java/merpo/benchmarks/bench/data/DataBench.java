package merpo.benchmarks.bench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import merpo.benchmarks.bench.Bench;
import merpo.benchmarks.bench.Bundled;
import merpo.benchmarks.bench.Column;
import merpo.benchmarks.bench.Measurement;
import merpo.benchmarks.bench.Work;
import merpo.datagen.process.JavaProgram;
import merpo.datagen.process.Peer;
import merpo.datagen.process.Program;
import merpo.datagen.process.ProgramException;
import merpo.datagen.process.VirtualEnvironment;

/**
 * Speed of dataset files: the same rows, on the same disk. Owns its contenders' processes; close
 * it.
 */
public final class DataBench implements AutoCloseable {
    private static final List<String> PACKAGES = List.of("h5py==3.16.0", "numpy==2.4.1");
    private static final long LIMIT_MINUTES = 10;

    private final int rows;
    private final int threads;
    private final Path directory;
    private final List<DataContender> contenders;
    private final Bench<DataTask> bench;

    /**
     * @param h5py whether it is measured too
     * @param rows transitions, at least 1
     * @param rounds of each task and contender, at least 1; one more before them is not timed
     * @param threads that ours works with, at least 1
     * @param directory for some gigabytes at 10^6 rows
     */
    public DataBench(boolean h5py, int rows, int rounds, int threads, Path directory) {
        if (rows < 1 || rounds < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "%d rows, %d rounds and %d threads, must be at least 1 of each"
                            .formatted(rows, rounds, threads));
        }
        this.rows = rows;
        this.threads = threads;
        this.directory = directory;
        DataContender ours = new DataContender(DataContender.JAVA, () -> ours(heap()));
        contenders =
                h5py
                        ? List.of(ours, new DataContender(DataContender.H5PY, this::python))
                        : List.of(ours);
        bench = bench(contenders, rounds);
    }

    private static Bench<DataTask> bench(List<DataContender> contenders, int rounds) {
        return new Bench<>(
                "data",
                List.of("task", "layout"),
                DataContender.JAVA,
                contenders,
                List.of(
                        new Column<>("unit", (m, all) -> m.work().unit().name()),
                        Column.best("best"),
                        Column.median("median"),
                        Column.rounds("rounds"),
                        new Column<>(
                                "file_bytes", (m, all) -> m.fileBytes() > 0 ? m.fileBytes() : "")),
                contenders.stream().map(contender -> megabytes(contender.name())).toList(),
                rounds,
                0);
    }

    private static Column<Work> megabytes(String contender) {
        return new Column<>(
                contender + " MB",
                (task, all) ->
                        Measurement.best(all, task, contender)
                                .filter(m -> m.fileBytes() > 0)
                                .map(m -> String.format(Locale.ROOT, "%.1f", m.fileBytes() / 1e6))
                                .orElse("-"));
    }

    public Bench<DataTask> bench() {
        return bench;
    }

    /** Raw bytes of the rows. */
    private long bytes() {
        return (long) rows * CheetahRows.BYTES_PER_ROW;
    }

    /** Resident from the start, as that of a process that has worked for a while. */
    private List<String> heap() {
        String size = ((3 * bytes()) >> 20) + 512 + "m"; // rows, a replay buffer, what is read
        return List.of(
                "-Xms" + size, "-Xmx" + size, "-XX:+AlwaysPreTouch", JavaProgram.NO_NATIVE_LIMIT);
    }

    private Path rowsFile() {
        return directory.resolve("rows.h5");
    }

    private Peer ours(List<String> heap) throws ProgramException {
        return Peer.start(
                DataContender.JAVA,
                JavaProgram.command(
                        heap,
                        DataPeer.class.getName(),
                        List.of(
                                "serve",
                                rowsFile().toString(),
                                directory.toString(),
                                Integer.toString(threads))),
                directory);
    }

    private Peer python() throws ProgramException {
        return Peer.start(
                DataContender.H5PY,
                List.of(
                        VirtualEnvironment.with(PACKAGES).toString(),
                        Bundled.write("data.py", directory).toString(),
                        rowsFile().toString(),
                        directory.toString()),
                directory);
    }

    /**
     * One measurement per task and contender, all with the rows that are written before.
     *
     * @param listener takes each task that is done, and all measurements so far
     */
    public List<Measurement> measure(BiConsumer<DataTask, List<Measurement>> listener)
            throws ProgramException, IOException {
        Program.run(
                JavaProgram.command(
                        heap(),
                        DataPeer.class.getName(),
                        List.of("make", Integer.toString(rows), rowsFile().toString())),
                "makes the rows",
                LIMIT_MINUTES);
        List<Measurement> all = List.of();
        for (DataTask task : DataTask.values()) {
            all = Stream.concat(all.stream(), bench.measure(List.of(task)).stream()).toList();
            listener.accept(task, all);
        }
        return all;
    }

    /**
     * The most bytes that a process of ours holds which has the rows in memory and publishes them
     * compressed; its heap may be a quarter larger than the rows, and 128 MiB.
     */
    public long peak() throws ProgramException {
        long heap = bytes() + bytes() / 4 + (128L << 20);
        try (Peer peer = ours(List.of("-Xmx" + (heap >> 10) + "k", JavaProgram.NO_NATIVE_LIMIT))) {
            DataContender.round(peer, DataTask.PUBLISH_COMPRESSED);
            return Long.parseLong(peer.ask("peak", 1));
        } catch (NumberFormatException e) {
            throw new ProgramException("java did not tell its memory", e);
        }
    }

    /** What {@link #peak} should stay below: half as much again as the rows, and 300 MB. */
    private long peakTarget() {
        return bytes() + bytes() / 2 + 300_000_000;
    }

    /**
     * What was measured, beside the measurements.
     *
     * @param peak empty while it is not known
     */
    public Map<String, Object> facts(OptionalLong peak) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("rows", rows);
        facts.put("raw_bytes", bytes());
        facts.put("java_threads", threads);
        if (peak.isPresent()) {
            facts.put("publish_peak_bytes", peak.getAsLong());
            facts.put("publish_peak_target_bytes", peakTarget());
        }
        return facts;
    }

    /** One line on it. */
    public String text(long peak) {
        return String.format(
                Locale.ROOT,
                "Publishing held %.0f MB at most, with %.0f MB of rows in memory (target: below %.0f MB): %s",
                peak / 1e6,
                bytes() / 1e6,
                peakTarget() / 1e6,
                peak < peakTarget() ? "reached" : "missed");
    }

    /** What a reader must know beside the numbers. */
    public List<String> notes() {
        return List.of(
                "%,d rows of %d bytes (half-cheetah), the same for both; MB/s of raw bytes, the best of %d interleaved rounds."
                        .formatted(rows, CheetahRows.BYTES_PER_ROW, bench.rounds()),
                "/h5py: java's number over h5py's. raw: in one piece, no filters. compressed: the same chunks, shuffle,",
                "deflate 1, Fletcher-32. write, read: rows only, file closed, through the cache of the disk, nothing forced.",
                "publish: digest of the content, write, read back and compare, digest of the file, force to the disk.",
                "verify: read and digest of the content. minibatch: 256 random transitions from memory.",
                "Java works with %d threads in a heap that is resident, h5py with one thread."
                        .formatted(threads));
    }

    @Override
    public void close() {
        contenders.forEach(DataContender::close);
    }
}
