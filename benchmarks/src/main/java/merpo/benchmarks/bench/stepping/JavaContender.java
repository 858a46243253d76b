package merpo.benchmarks.bench.stepping;

import java.nio.file.Path;
import java.util.List;
import merpo.benchmarks.bench.Contender;
import merpo.benchmarks.bench.PeerRun;
import merpo.benchmarks.bench.Run;
import merpo.datagen.process.JavaProgram;
import merpo.datagen.process.Peer;
import merpo.datagen.process.ProgramException;

/**
 * Our vector environment with observations and rewards, in a virtual machine of its own for every
 * cell: its compiler sees one environment, as it does when an agent is trained.
 */
public final class JavaContender implements Contender<Cell> {
    static final String NAME = "java";
    static final double WARM_UP_SECONDS = 4; // until the second compiler is done

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

    @Override
    public Run open(Cell cell, String mode) throws ProgramException {
        return new PeerRun(peer(cell), WARM_UP_SECONDS);
    }

    Peer peer(Cell cell) throws ProgramException {
        return Peer.start(
                "Java (" + cell + ")",
                JavaProgram.command(
                        List.of(
                                "-Xms128m", // a heap resident from the start cannot grow
                                "-Xmx128m",
                                "-XX:+AlwaysPreTouch",
                                JavaProgram.NO_NATIVE_LIMIT),
                        SteppingPeer.class.getName(),
                        List.of(
                                cell.problem().environment(),
                                Integer.toString(cell.problem().task()),
                                Integer.toString(cell.simulations()),
                                Integer.toString(cell.threads()))),
                directory);
    }
}
