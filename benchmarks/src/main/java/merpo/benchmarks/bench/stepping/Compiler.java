package merpo.benchmarks.bench.stepping;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import merpo.benchmarks.bench.Bundled;
import merpo.datagen.process.Program;
import merpo.datagen.process.ProgramException;
import merpo.envs.mujoco.SimulationBatch;

/**
 * Compiles the C program of the stepping benchmark with the first compiler that there is.
 *
 * @param candidates names on the path, in order
 */
record Compiler(List<String> candidates) {
    static final List<String> USUAL = List.of("cc", "gcc");

    private static final long LIMIT_MINUTES = 2;

    /** Returns the program, which stands on the library in {@code mujoco}. */
    Path compile(Path mujoco, Path directory) throws ProgramException {
        Path source = Bundled.write("stepping.c", directory);
        Path program = directory.resolve("stepping");
        String version = SimulationBatch.engineVersion();
        for (String candidate : candidates) {
            List<String> words =
                    List.of(
                            candidate,
                            "-O3",
                            "-march=native",
                            "-I" + mujoco.resolve("include"),
                            source.toString(),
                            "-o",
                            program.toString(),
                            MujocoHome.library(mujoco, version).toString(),
                            "-Wl,-rpath," + mujoco.resolve("lib"),
                            "-lm");
            try {
                Program.run(words, "compiles stepping.c", LIMIT_MINUTES);
                return program;
            } catch (IOException notThere) {
                // the next may be
            }
        }
        throw new ProgramException(
                "No C compiler on the path, looked for "
                        + String.join(", ", candidates)
                        + ". Debian, Ubuntu: apt-get install gcc libc6-dev");
    }
}
