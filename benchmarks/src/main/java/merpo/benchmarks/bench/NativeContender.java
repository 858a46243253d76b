package merpo.benchmarks.bench;

import java.nio.file.Path;
import java.util.List;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.mujoco.SimulationBatch;

/**
 * A C program over {@code mjb_step}, compiled on the spot: the same physics and resets, without
 * observations and rewards. What Java can hope for.
 */
public final class NativeContender implements Contender {
    static final String NAME = "c";

    private final Path directory;
    private final Once<Path> program;

    /**
     * @param directory where the program is compiled and peers work
     */
    public NativeContender(Path directory) {
        this.directory = directory;
        program = new Once<>(() -> compile(directory));
    }

    private static Path compile(Path directory) throws PeerException {
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
    public Peer open(Cell cell, String mode) throws PeerException {
        EnvironmentDefinition definition = definition(cell.problem());
        Dynamics.Mujoco dynamics = (Dynamics.Mujoco) definition.dynamics();
        return Peer.start(
                "C (" + cell + ")",
                List.of(
                        program.get().toString(),
                        ModelFile.write(definition, directory).toString(),
                        cell.problem().body(),
                        Integer.toString(cell.simulations()),
                        Integer.toString(cell.threads()),
                        Integer.toString(dynamics.frameSkip()),
                        Integer.toString(definition.horizon())),
                directory);
    }

    private static EnvironmentDefinition definition(Problem problem) throws PeerException {
        try {
            return Environments.named(problem.environment());
        } catch (IllegalArgumentException e) {
            throw new PeerException(e.getMessage(), e);
        }
    }
}
