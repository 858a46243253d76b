package merpo.benchmarks.bench.stepping;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import merpo.datagen.process.Cache;
import merpo.datagen.process.ProgramException;

/**
 * Where MuJoCo's headers and library lie: what {@code MUJOCO_HOME} names, else the copy that the
 * build has cached.
 */
final class MujocoHome {
    private MujocoHome() {}

    /**
     * A folder with {@code include/mujoco} and {@code lib/libmujoco.so.VERSION}.
     *
     * @param environment variables of this process
     */
    static Path find(String version, Map<String, String> environment) throws ProgramException {
        String named = environment.get("MUJOCO_HOME");
        Path home =
                named != null && !named.isEmpty()
                        ? Path.of(named)
                        : Cache.directory(environment).resolve("mujoco-" + version);
        if (Files.isRegularFile(home.resolve("include/mujoco/mjbatch.h"))
                && Files.isRegularFile(library(home, version))) {
            return home.toAbsolutePath();
        }
        throw new ProgramException(
                "MuJoCo %s was not found in %s, which needs include/mujoco/mjbatch.h and lib/libmujoco.so.%s. Set MUJOCO_HOME to a folder that has both, or unset it and let the build fetch them: mvn clean package -pl envs/binding -am"
                        .formatted(version, home, version));
    }

    static Path library(Path home, String version) {
        return home.resolve("lib").resolve("libmujoco.so." + version);
    }
}
