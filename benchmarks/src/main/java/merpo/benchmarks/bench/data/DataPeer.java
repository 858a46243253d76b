package merpo.benchmarks.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import merpo.datagen.dataset.BareRows;
import merpo.datagen.dataset.BehaviorSource;
import merpo.datagen.dataset.Columns;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.DatasetWriter;
import merpo.datagen.dataset.EnvironmentSource;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.QualitySource;
import merpo.datagen.dataset.SeedSource;
import merpo.datagen.dataset.Software;
import merpo.datagen.dataset.Storage;
import merpo.datagen.dataset.TaskSource;
import merpo.datagen.hdf5.Hdf5Reader;
import merpo.datagen.process.PeerLoop;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.replay.ReplayBuffer;
import merpo.envs.storage.AtomicFile.Existing;

/**
 * Our side of {@link DataBench}: {@code DataPeer make ROWS FILE} writes the rows that all
 * contenders use; {@code DataPeer serve ROWS_FILE DIRECTORY THREADS} answers the requests of {@link
 * DataTask}, {@code size LAYOUT} and {@code peak}.
 */
final class DataPeer implements PeerLoop.Served {
    static final int BATCH = 256;
    private static final int BATCHES = 5000;

    private final Dataset rows;
    private final Path directory;
    private final int threads;
    private ReplayBuffer buffer; // filled when batches are first asked for

    private DataPeer(Dataset rows, Path directory, int threads) {
        this.rows = rows;
        this.directory = directory;
        this.threads = threads;
    }

    public static void main(String[] args) throws IOException {
        if (args[0].equals("make")) {
            Dataset rows = CheetahRows.of(Integer.parseInt(args[1]));
            BareRows.write(Path.of(args[2]), Storage.raw(), rows, CheetahRows.HORIZON);
        } else {
            serve(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]));
        }
    }

    private static void serve(Path file, Path directory, int threads) throws IOException {
        PeerLoop.serve(() -> new DataPeer(BareRows.read(file, threads), directory, threads));
    }

    @Override
    public Map<String, Object> versions() {
        return Map.of(
                "java", Runtime.version(), "hdf5", Hdf5Reader.libraryVersion(), "threads", threads);
    }

    @Override
    public String answer(String... words) throws IOException {
        String layout = words[words.length - 1];
        return switch (words[0]) {
            case "write" -> write(layout, false);
            case "publish" -> write(layout, true);
            case "read" -> read(layout, false);
            case "verify" -> read(layout, true);
            case "minibatch" -> batches();
            case "size" -> Long.toString(Files.size(file(layout)));
            case "peak" -> Long.toString(peak());
            default -> throw PeerLoop.unknown(words);
        };
    }

    private Path file(String layout) {
        return directory.resolve("java-" + layout + ".h5");
    }

    private String write(String layout, boolean published) throws IOException {
        Path file = file(layout);
        Files.deleteIfExists(file);
        Storage storage =
                (layout.equals("raw") ? Storage.raw() : Storage.compressed()).withThreads(threads);
        long begin = System.nanoTime();
        if (published) {
            DatasetWriter.write(file, Existing.REFUSE, storage, rows, provenance());
        } else {
            BareRows.write(file, storage, rows, CheetahRows.HORIZON);
        }
        return bytes(begin);
    }

    private String read(String layout, boolean verified) throws IOException {
        System.gc(); // what the last round read is not this round's work
        long begin = System.nanoTime();
        if (verified) {
            Dataset read = DatasetReader.read(file(layout), threads).dataset();
            return compared(bytes(begin), read);
        }
        Columns read = BareRows.columns(file(layout), threads);
        return compared(bytes(begin), new Dataset(rows.shape(), read));
    }

    private String compared(String answer, Dataset read) {
        return read.equals(rows) ? answer : "failed other rows were read than written";
    }

    private String bytes(long begin) {
        double seconds = (System.nanoTime() - begin) * 1e-9;
        return (long) rows.size() * CheetahRows.BYTES_PER_ROW + " " + seconds;
    }

    /** The most bytes that this process ever held. */
    private static long peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new IOException("/proc/self/status has no VmHWM"));
    }

    private String batches() {
        if (buffer == null) {
            buffer = filled();
        }
        BatchArrays batch =
                new BatchArrays(1, BATCH, rows.shape().observation(), rows.shape().action());
        List<ReplayBuffer> buffers = List.of(buffer);
        List<RandomGenerator> randoms = List.of(new SplittableRandom(2));
        long begin = System.nanoTime();
        for (int i = 0; i < BATCHES; i++) {
            batch.draw(buffers, randoms, 0, BATCH);
        }
        return BATCHES + " " + (System.nanoTime() - begin) * 1e-9;
    }

    private ReplayBuffer filled() {
        int obs = rows.shape().observation();
        int act = rows.shape().action();
        ReplayBuffer filled = new ReplayBuffer(rows.size(), obs, act);
        for (int row = 0; row < rows.size(); row++) {
            filled.add(
                    rows.observations(),
                    row * obs,
                    rows.actions(),
                    row * act,
                    rows.rewards()[row],
                    rows.nextObservations(),
                    row * obs,
                    rows.terminals()[row]);
        }
        return filled;
    }

    private static Provenance provenance() {
        return new Provenance(
                new EnvironmentSource(
                        "halfcheetah-v5",
                        "0",
                        "{}",
                        CheetahRows.HORIZON,
                        List.of(),
                        List.of(),
                        Optional.empty()),
                new TaskSource(
                        "halfcheetah-v5",
                        0,
                        1,
                        TaskSource.Split.TRAIN,
                        0,
                        "",
                        Map.of(),
                        Optional.empty()),
                new QualitySource(Quality.RANDOM, Optional.empty(), Optional.empty()),
                new BehaviorSource(
                        "none",
                        BehaviorSource.Mode.UNIFORM,
                        List.of(-1L),
                        Optional.empty(),
                        Optional.empty()),
                new SeedSource(0, 0, 0, "none"),
                Software.running("0", "unknown", false));
    }
}
