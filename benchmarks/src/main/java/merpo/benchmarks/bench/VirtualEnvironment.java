package merpo.benchmarks.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Python with certain packages, installed by name and version into the cache: once, then reused.
 */
final class VirtualEnvironment {
    private static final long LIMIT_MINUTES = 15;

    private VirtualEnvironment() {}

    /**
     * The interpreter that can import these packages.
     *
     * @param packages with versions, such as {@code envpool==1.2.5}
     * @param environment variables of this process
     */
    static Path with(List<String> packages, Map<String, String> environment) throws PeerException {
        Path home = Cache.directory(environment).resolve("bench-venv").resolve(folder(packages));
        Path python = home.resolve("bin/python");
        Path finished = home.resolve("installed.txt"); // written last: half of one is made again
        try {
            if (!Files.exists(finished)) {
                Files.createDirectories(home.getParent());
                create(home);
                List<String> install = new ArrayList<>(List.of(python.toString(), "-m", "pip"));
                install.addAll(List.of("install", "--quiet", "--disable-pip-version-check"));
                install.addAll(packages);
                Command.run(
                        install,
                        "installs " + packages + " from the package index (is it reachable?)",
                        LIMIT_MINUTES);
                Files.writeString(finished, String.join("\n", packages) + "\n");
            }
            return python;
        } catch (IOException e) {
            throw new PeerException(
                    "A virtual environment with "
                            + packages
                            + " cannot be made in "
                            + home
                            + ": "
                            + e.getMessage()
                            + ". It needs Python 3 with venv and pip (Debian, Ubuntu:"
                            + " apt-get install python3-venv python3-pip)",
                    e);
        }
    }

    /** {@code gymnasium[mujoco]==1.4.0} and others give {@code gymnasium-mujoco-1.4.0_...}. */
    static String folder(List<String> packages) {
        return String.join("_", packages).replaceAll("[^\\w.]+", "-");
    }

    private static void create(Path home) throws PeerException, IOException {
        Command.run(
                List.of("python3", "-m", "venv", "--clear", home.toString()),
                "makes a virtual environment (Debian, Ubuntu: apt-get install python3-venv)",
                LIMIT_MINUTES);
    }
}
