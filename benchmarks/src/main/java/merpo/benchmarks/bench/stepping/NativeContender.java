package merpo.benchmarks.bench.stepping;

import java.nio.file.Path;
import java.util.List;
import merpo.benchmarks.bench.Contender;
import merpo.benchmarks.bench.Once;
import merpo.benchmarks.bench.PeerRun;
import merpo.benchmarks.bench.Run;
import merpo.datagen.process.Peer;
import merpo.datagen.process.ProgramException;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.mujoco.SimulationBatch;

/**
 * A C program over {@code mjb_step}, compiled on the spot: the same physics and resets, without
 * observations and rewards. What Java can hope for.
 */
public final class NativeContender implements Contender<Cell> {
    static final String NAME = "c";

    private static final double WARM_UP_SECONDS = 0.5;

    private final Path directory;
    private final Once<Path> program;

    /**
     * @param directory where the program is compiled and peers work
     */
    public NativeContender(Path directory) {
        this.directory = directory;
        program = new Once<>(() -> compile(directory));
    }

    private static Path compile(Path directory) throws ProgramException {
        Path mujoco = MujocoHome.find(SimulationBatch.engineVersion(), System.getenv());
        return new Compiler(Compiler.USUAL).compile(mujoco, directory);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> modes(Cell cell) {
        return List.of("mjb_step");
    }

    @Override
    public Run open(Cell cell, String mode) throws ProgramException {
        EnvironmentDefinition definition = Environments.named(cell.problem().environment());
        Dynamics.Mujoco dynamics = (Dynamics.Mujoco) definition.dynamics();
        return new PeerRun(
                Peer.start(
                        "C (" + cell + ")",
                        List.of(
                                program.get().toString(),
                                ModelFile.write(definition, directory).toString(),
                                cell.problem().body(),
                                Integer.toString(cell.simulations()),
                                Integer.toString(cell.threads()),
                                Integer.toString(dynamics.frameSkip()),
                                Integer.toString(definition.horizon())),
                        directory),
                WARM_UP_SECONDS);
    }
}
