package merpo.benchmarks.bench.stepping;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import merpo.benchmarks.bench.Bundled;
import merpo.benchmarks.bench.Contender;
import merpo.benchmarks.bench.Once;
import merpo.benchmarks.bench.PeerRun;
import merpo.benchmarks.bench.Run;
import merpo.datagen.process.Peer;
import merpo.datagen.process.ProgramException;
import merpo.datagen.process.VirtualEnvironment;
import merpo.envs.mujoco.SimulationBatch;

/** A Python library, in a virtual environment of its own. */
public final class PythonContender implements Contender<Cell> {
    static final String GYMNASIUM = "gymnasium";
    static final String ENVPOOL = "envpool";

    private static final double WARM_UP_SECONDS = 0.5;

    private final String name;
    private final Path directory;
    private final Once<Path> python;

    private PythonContender(String name, List<String> packages, Path directory) {
        this.name = name;
        this.directory = directory;
        python = new Once<>(() -> VirtualEnvironment.with(packages));
    }

    /**
     * Gymnasium on our version of MuJoCo, which steps its vectors one by one or in as many
     * processes as simulations.
     *
     * @param directory where peers work
     */
    public static PythonContender gymnasium(Path directory) {
        return new PythonContender(
                GYMNASIUM,
                List.of("gymnasium[mujoco]==1.4.0", "mujoco==" + SimulationBatch.engineVersion()),
                directory);
    }

    /**
     * EnvPool, synchronous: it waits for all simulations.
     *
     * @param directory where peers work
     */
    public static PythonContender envpool(Path directory) {
        return new PythonContender(
                ENVPOOL, List.of("envpool==1.2.5", "gymnasium==1.4.0"), directory);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> modes(Cell cell) {
        if (name.equals(ENVPOOL)) {
            return List.of("envpool");
        }
        if (cell.simulations() == 1) {
            return List.of("make");
        }
        return cell.threads() == 1 ? List.of("sync") : List.of("sync", "async");
    }

    @Override
    public Run open(Cell cell, String mode) throws ProgramException {
        List<String> command = new ArrayList<>();
        command.add(python.get().toString());
        command.add(Bundled.write("stepping.py", directory).toString());
        command.add(mode);
        command.add(cell.problem().gymnasium());
        command.add(Integer.toString(cell.simulations()));
        command.add(Integer.toString(cell.threads()));
        return new PeerRun(
                Peer.start(name + " " + mode + " (" + cell + ")", command, directory),
                WARM_UP_SECONDS);
    }
}
