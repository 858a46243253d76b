package merpo.benchmarks.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Speed of dataset files. In each task the contenders take turns, round by round, with the same
 * rows on the same disk, so that whatever else the machine does falls on all of them.
 *
 * @param contenders in the order of their turns
 * @param rows transitions, at least 1
 * @param rounds of each task and contender, at least 1; one more before them is not timed
 * @param threads that ours works with, at least 1
 */
public record DataBench(List<DataContender> contenders, int rows, int rounds, int threads) {
    private static final long LIMIT_MINUTES = 10;
    private static final double PATIENCE_S = 600; // for one round on a slow machine

    public DataBench {
        contenders = List.copyOf(contenders);
        if (rows < 1 || rounds < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "%d rows, %d rounds and %d threads, must be at least 1 of each"
                            .formatted(rows, rounds, threads));
        }
    }

    /** Raw bytes of the rows. */
    long bytes() {
        return (long) rows * CheetahRows.BYTES_PER_ROW;
    }

    /** Resident from the start, as that of a process that has worked for a while. */
    private List<String> heap() {
        String size = ((3 * bytes()) >> 20) + 512 + "m"; // rows, a replay buffer, what is read
        return List.of("-Xms" + size, "-Xmx" + size, "-XX:+AlwaysPreTouch");
    }

    /** What was measured. */
    public interface Listener {
        void measured(DataTask task, List<DataMeasurement> all);
    }

    /**
     * Writes the rows that all contenders use.
     *
     * @param directory for some gigabytes at 10^6 rows
     */
    public Path make(Path directory) throws PeerException, IOException {
        Path file = directory.resolve("rows.h5");
        Command.run(
                JavaProgram.command(
                        heap(),
                        DataPeer.class,
                        List.of("make", Integer.toString(rows), file.toString())),
                "makes the rows",
                LIMIT_MINUTES);
        return file;
    }

    /** One that runs, or why it does not. */
    private static final class Runner {
        final DataContender contender;
        Peer peer; // null where it did not start
        String failure = "";

        Runner(DataContender contender) {
            this.contender = contender;
        }

        DataMeasurement measurement(
                DataTask task, List<Double> values, long fileBytes, String wrong) {
            return new DataMeasurement(
                    task,
                    contender.text(),
                    wrong.isEmpty() ? values : List.of(),
                    fileBytes,
                    peer == null ? Map.of() : peer.versions(),
                    wrong);
        }
    }

    /** One measurement per task and contender; one that fails does not stop the others. */
    public List<DataMeasurement> measure(Path rowsFile, Path directory, Listener listener) {
        List<DataMeasurement> all = new ArrayList<>();
        List<Runner> runners = new ArrayList<>();
        try {
            for (DataContender contender : contenders) {
                Runner runner = new Runner(contender);
                runners.add(runner);
                try {
                    runner.peer = contender.open(heap(), rowsFile, directory, threads);
                } catch (PeerException e) {
                    runner.failure = e.getMessage();
                }
            }
            for (DataTask task : DataTask.values()) {
                all.addAll(measure(task, runners));
                listener.measured(task, all);
            }
            return all;
        } finally {
            runners.stream().filter(r -> r.peer != null).forEach(r -> r.peer.close());
        }
    }

    private List<DataMeasurement> measure(DataTask task, List<Runner> runners) {
        List<List<Double>> values = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Runner runner : runners) {
            values.add(new ArrayList<>());
            failures.add(runner.failure);
        }
        for (int round = 0; round <= rounds; round++) {
            for (int r = 0; r < runners.size(); r++) {
                if (failures.get(r).isEmpty()) {
                    try {
                        String answer = runners.get(r).peer.ask(task.request(), PATIENCE_S);
                        double value = task.value(parse(answer));
                        if (round > 0) {
                            values.get(r).add(value);
                        }
                    } catch (PeerException e) {
                        failures.set(r, e.getMessage());
                    }
                }
            }
        }
        List<DataMeasurement> measured = new ArrayList<>();
        for (int r = 0; r < runners.size(); r++) {
            Runner runner = runners.get(r);
            long size = failures.get(r).isEmpty() ? size(task, runner) : 0;
            measured.add(runner.measurement(task, values.get(r), size, failures.get(r)));
        }
        return measured;
    }

    private static Round parse(String answer) throws PeerException {
        try {
            return Round.parse(answer);
        } catch (IllegalArgumentException e) {
            throw new PeerException(answer.replaceFirst("^failed ", ""), e);
        }
    }

    private static long size(DataTask task, Runner runner) {
        try {
            return task.perBatch()
                    ? 0
                    : Long.parseLong(runner.peer.ask("size " + task.layout(), PATIENCE_S));
        } catch (PeerException | NumberFormatException e) {
            return 0;
        }
    }

    /**
     * The most bytes that a process of ours holds which has the rows in memory and publishes them
     * compressed; its heap may be a quarter larger than the rows, and 128 MiB.
     */
    public long peak(Path rowsFile, Path directory) throws PeerException {
        long heap = bytes() + bytes() / 4 + (128L << 20);
        try (Peer peer =
                DataContender.ours(
                        List.of("-Xmx" + (heap >> 10) + "k"), rowsFile, directory, threads)) {
            parse(peer.ask(DataTask.PUBLISH_COMPRESSED.request(), PATIENCE_S));
            return Long.parseLong(peer.ask("peak", 1));
        } catch (NumberFormatException e) {
            throw new PeerException("java did not tell its memory", e);
        }
    }

    /** What {@link #peak} should stay below: half as much again as the rows, and 300 MB. */
    public long peakTarget() {
        return bytes() + bytes() / 2 + 300_000_000;
    }
}
