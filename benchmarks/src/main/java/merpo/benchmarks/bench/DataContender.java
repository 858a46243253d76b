package merpo.benchmarks.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One that reads and writes datasets, and is timed at it. */
public enum DataContender {
    JAVA,
    H5PY;

    private static final List<String> PACKAGES = List.of("h5py==3.16.0", "numpy==2.4.1");

    /** As in the CSV. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * Starts it, the rows in its memory.
     *
     * @param rows file of them
     * @param directory where it works
     * @param heap options of the virtual machine
     * @param threads that ours compresses with; h5py has one
     */
    Peer open(List<String> heap, Path rows, Path directory, int threads) throws PeerException {
        return switch (this) {
            case JAVA -> ours(heap, rows, directory, threads);
            case H5PY -> Peer.start(text(), python(rows, directory), directory);
        };
    }

    /** Ours with a certain heap. */
    static Peer ours(List<String> heap, Path rows, Path directory, int threads)
            throws PeerException {
        return Peer.start(
                JAVA.text(),
                JavaProgram.command(
                        heap,
                        DataPeer.class,
                        List.of(
                                "serve",
                                rows.toString(),
                                directory.toString(),
                                Integer.toString(threads))),
                directory);
    }

    private static List<String> python(Path rows, Path directory) throws PeerException {
        List<String> command = new ArrayList<>();
        command.add(VirtualEnvironment.with(PACKAGES, System.getenv()).toString());
        command.add(Bundled.write("data.py", directory).toString());
        command.add(rows.toString());
        command.add(directory.toString());
        return command;
    }
}
