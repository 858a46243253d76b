package merpo.datagen.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Python with certain packages, installed by name and version: once, then reused. */
public final class VirtualEnvironment {
    private static final long LIMIT_MINUTES = 15;

    private VirtualEnvironment() {}

    /** The interpreter that can import these packages, in the cache. */
    public static Path with(List<String> packages) throws ProgramException {
        return with(packages, cached());
    }

    /** The folder of environments in the cache. */
    public static Path cached() {
        return Cache.directory(System.getenv()).resolve("bench-venv");
    }

    /**
     * The interpreter that can import these packages.
     *
     * @param packages with versions, such as {@code envpool==1.2.5}
     * @param environments a folder of environments
     */
    public static synchronized Path with(List<String> packages, Path environments)
            throws ProgramException {
        Path home = environments.resolve(folder(packages));
        Path python = home.resolve("bin/python").toAbsolutePath();
        Path finished = home.resolve("installed.txt"); // written last: half of one is made again
        try {
            if (!Files.exists(finished)) {
                Files.createDirectories(environments);
                Program.run(
                        List.of("python3", "-m", "venv", "--clear", home.toString()),
                        "makes a virtual environment (Debian, Ubuntu: apt-get install python3-venv)",
                        LIMIT_MINUTES);
                List<String> install = new ArrayList<>(List.of(python.toString(), "-m", "pip"));
                install.addAll(List.of("install", "--quiet", "--disable-pip-version-check"));
                install.addAll(packages);
                Program.run(
                        install,
                        "installs " + packages + " from the package index (is it reachable?)",
                        LIMIT_MINUTES);
                Files.writeString(finished, String.join("\n", packages) + "\n");
            }
            return python;
        } catch (IOException e) {
            throw new ProgramException(
                    "A virtual environment with %s cannot be made in %s: %s. It needs Python 3 with venv and pip (Debian, Ubuntu: apt-get install python3-venv python3-pip)"
                            .formatted(packages, home, e.getMessage()),
                    e);
        }
    }

    /** {@code gymnasium[mujoco]==1.4.0} and others give {@code gymnasium-mujoco-1.4.0_...}. */
    static String folder(List<String> packages) {
        return String.join("_", packages).replaceAll("[^\\w.]+", "-");
    }
}
