package merpo.benchmarks.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * Our vector environment with observations and rewards, in a virtual machine of its own for every
 * cell: its compiler sees one environment, as it does when an agent is trained.
 */
public final class JavaContender implements Contender {
    static final String NAME = "java";

    private final Path directory;

    /**
     * @param directory where peers work
     */
    public JavaContender(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> modes(Cell cell) {
        return List.of("vector");
    }

    /** Until the second compiler is done. */
    @Override
    public double warmUp() {
        return 4;
    }

    @Override
    public Peer open(Cell cell, String mode) throws PeerException {
        return Peer.start(
                "Java (" + cell + ")",
                JavaProgram.command(
                        List.of(
                                "-Xms128m", // a heap resident from the start cannot grow
                                "-Xmx128m",
                                "-XX:+AlwaysPreTouch"),
                        JavaPeer.class,
                        List.of(
                                cell.problem().environment(),
                                Integer.toString(cell.problem().task()),
                                Integer.toString(cell.simulations()),
                                Integer.toString(cell.threads()))),
                directory);
    }
}
