package merpo.benchmarks.bench.stepping;

import java.nio.file.Files;
import java.nio.file.Path;
import merpo.datagen.process.ProgramException;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;

/** An environment's compiled model as a file: the same bytes for a program that is not Java. */
final class ModelFile {
    private ModelFile() {}

    /** Writes it into the directory, over an older one of the same name. */
    static Path write(EnvironmentDefinition definition, Path directory) throws ProgramException {
        if (!(definition.dynamics() instanceof Dynamics.Mujoco mujoco)) {
            throw new ProgramException(
                    definition.id() + " is not stepped by MuJoCo: there is no model to write");
        }
        Path file = directory.resolve(definition.id() + ".mjb");
        mujoco.source().save(file);
        if (!Files.isRegularFile(file)) {
            throw new ProgramException(
                    file + " was not written. Is there space left on the device?");
        }
        return file;
    }
}
