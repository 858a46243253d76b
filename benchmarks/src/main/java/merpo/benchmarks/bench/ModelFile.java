package merpo.benchmarks.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;

/** An environment's model as a file, for programs that are not Java. */
final class ModelFile {
    private ModelFile() {}

    /** Writes it into the directory, over an older one of the same name. */
    static Path write(EnvironmentDefinition definition, Path directory) throws PeerException {
        if (!(definition.dynamics() instanceof Dynamics.Mujoco mujoco)) {
            throw new PeerException(
                    definition.id() + " is not stepped by MuJoCo: there is no model to write");
        }
        Path file = directory.resolve(definition.id() + ".xml");
        try (InputStream model = Dynamics.class.getResourceAsStream(mujoco.model())) {
            if (model == null) {
                throw new PeerException("Model " + mujoco.model() + " is not on the class path");
            }
            Files.copy(model, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new PeerException(file + " cannot be written: " + e, e);
        }
    }
}
