package merpo.tests.python;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import merpo.datagen.process.Program;
import merpo.datagen.process.ProgramException;
import merpo.datagen.process.VirtualEnvironment;

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
    public static PythonClient with(String... packages) {
        return in(ENVIRONMENTS, packages);
    }

    /** The same in the user's cache, where it outlives this checkout: for packages of gigabytes. */
    static PythonClient kept(String... packages) {
        return in(VirtualEnvironment.cached(), packages);
    }

    private static PythonClient in(Path environments, String... packages) {
        try {
            return new PythonClient(
                    VirtualEnvironment.with(
                            List.copyOf(new TreeSet<>(List.of(packages))), environments));
        } catch (ProgramException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /**
     * Runs {@code tests/src/test/python/<script>}; fails unless it exits with 0.
     *
     * @return what it printed
     */
    public String run(String script, String... arguments) {
        List<String> words = new ArrayList<>(List.of(python.toString()));
        words.add(SCRIPTS.resolve(script).toString());
        words.addAll(List.of(arguments));
        try {
            return Program.run(words, "runs the check " + script, LIMIT_MINUTES);
        } catch (ProgramException e) {
            throw new AssertionError(e.getMessage() + "\n" + e.printed(), e);
        } catch (IOException e) {
            throw new AssertionError("cannot start " + words + ": " + e.getMessage(), e);
        }
    }
}
