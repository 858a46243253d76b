package merpo.benchmarks.bench.data;

import java.util.List;
import java.util.Map;
import merpo.benchmarks.bench.Contender;
import merpo.benchmarks.bench.Once;
import merpo.benchmarks.bench.Round;
import merpo.benchmarks.bench.Run;
import merpo.datagen.process.Peer;
import merpo.datagen.process.ProgramException;

/**
 * One that reads and writes datasets: a process for all tasks, started at the first, with the rows
 * in its memory. Close it.
 */
final class DataContender implements Contender<DataTask>, AutoCloseable {
    static final String JAVA = "java";
    static final String H5PY = "h5py";
    private static final double PATIENCE_S = 600; // for one round on a slow machine

    private final String name;
    private final Once<Peer> peer;

    DataContender(String name, Once.Making<Peer> starting) {
        this.name = name;
        peer = new Once<>(starting);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> modes(DataTask task) {
        return List.of("");
    }

    @Override
    public Run open(DataTask task, String mode) throws ProgramException {
        return new TaskRun(peer.get(), task);
    }

    @Override
    public void close() {
        peer.made().ifPresent(Peer::close);
    }

    /** A task of a process that goes on after it. */
    private record TaskRun(Peer peer, DataTask task) implements Run {
        @Override
        public void warmUp() throws ProgramException {
            round(0);
        }

        @Override
        public Round round(double seconds) throws ProgramException {
            return DataContender.round(peer, task);
        }

        @Override
        public Map<String, String> versions() {
            return peer.versions();
        }

        @Override
        public long fileBytes() {
            try {
                return task == DataTask.MINIBATCH
                        ? 0
                        : Long.parseLong(peer.ask("size " + task.layout(), PATIENCE_S));
            } catch (ProgramException | NumberFormatException e) {
                return 0;
            }
        }

        @Override
        public void close() {}
    }

    static Round round(Peer peer, DataTask task) throws ProgramException {
        return Round.parse(peer.ask(task.request(), PATIENCE_S));
    }
}
