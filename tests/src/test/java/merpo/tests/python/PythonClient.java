package merpo.tests.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Python programs as clients of what this project writes. Packages are installed by name into a
 * private virtual environment below {@code tests/target}, once; a second run reuses it. A missing
 * Python or a failed installation fails the test: it is never skipped.
 */
public final class PythonClient {
    private static final Path ENVIRONMENTS = Path.of("target", "venv");
    private static final Path SCRIPTS = Path.of("src", "test", "python");
    private static final long LIMIT_MINUTES = 10;

    private final Path python;

    private PythonClient(Path python) {
        this.python = python;
    }

    /** A Python that can import these packages, for instance {@code with("h5py", "numpy")}. */
    public static synchronized PythonClient with(String... packages) {
        List<String> wanted = new ArrayList<>(new TreeSet<>(List.of(packages)));
        Path home = ENVIRONMENTS.resolve(String.join("-", wanted).replaceAll("[^\\w.=-]", "_"));
        Path python = home.resolve("bin").resolve("python").toAbsolutePath();
        Path finished =
                home.resolve("installed.txt"); // written last: a cut off installation is redone
        if (!Files.exists(finished)) {
            create(home);
            List<String> install = new ArrayList<>(List.of(python.toString(), "-m", "pip"));
            install.addAll(List.of("install", "--quiet", "--disable-pip-version-check"));
            install.addAll(wanted);
            run(install, "installs " + wanted + " from the package index (is it reachable?)");
            try {
                Files.writeString(finished, String.join("\n", wanted) + "\n");
            } catch (IOException e) {
                throw new AssertionError("cannot write " + finished + ": " + e.getMessage(), e);
            }
        }
        return new PythonClient(python);
    }

    private static void create(Path home) {
        run(
                List.of("python3", "-m", "venv", "--clear", home.toString()),
                "makes a virtual environment; it needs Python 3 with venv and pip"
                        + " (Debian, Ubuntu: apt-get install python3-venv python3-pip)");
    }

    /**
     * Runs {@code tests/src/test/python/<script>}; fails unless it exits with 0.
     *
     * @return what it printed, errors included
     */
    public String run(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(python.toString()));
        command.add(SCRIPTS.resolve(script).toString());
        command.addAll(List.of(arguments));
        return run(command, "runs the check " + script);
    }

    private static String run(List<String> command, String purpose) {
        String words = String.join(" ", command);
        Path output = null;
        try {
            output = Files.createTempFile("python-client", ".txt");
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(
                        (ended
                                        ? "exit status " + process.exitValue()
                                        : "no end after " + LIMIT_MINUTES + " minutes")
                                + " from: "
                                + words
                                + "\nThis command "
                                + purpose
                                + ".\n"
                                + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new AssertionError(
                    "cannot start: " + words + "\nThis command " + purpose + ".\n" + e.getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for: " + words, e);
        } finally {
            delete(output);
        }
    }

    private static void delete(Path output) {
        try {
            if (output != null) {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new AssertionError("cannot delete " + output + ": " + e.getMessage(), e);
        }
    }
}
