package merpo.benchmarks.bench.generation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import merpo.benchmarks.bench.Contender;
import merpo.benchmarks.bench.Round;
import merpo.benchmarks.bench.Run;
import merpo.benchmarks.jobs.ChildJvm;
import merpo.datagen.process.JavaProgram;
import merpo.datagen.process.Program;
import merpo.datagen.process.ProgramException;

/**
 * Whole commands {@code generate}, each from the start of a virtual machine to files that are
 * written, read back, compared and forced to the disk.
 *
 * @param program name of the class that reads merpo's arguments
 * @param rows of each file
 * @param folder for the files
 */
record GenerateCommands(String program, int rows, Path folder) implements Contender<Making> {
    static final String NAME = "generate";
    private static final long LIMIT_MINUTES = 20;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> modes(Making work) {
        return List.of("");
    }

    @Override
    public Run open(Making work, String mode) {
        return new Commands(work);
    }

    /** One command a round. */
    private final class Commands implements Run {
        private final Making work;
        private int begun;

        Commands(Making work) {
            this.work = work;
        }

        /** Nothing: a command is cold. */
        @Override
        public void warmUp() {}

        @Override
        public Round round(double seconds) throws ProgramException {
            String out = "%s-%d-%d".formatted(work.environment(), work.threads(), begun++);
            long began = System.nanoTime();
            try {
                Program.run(
                        JavaProgram.command(ChildJvm.OPTIONS, program, words(out)),
                        "is timed",
                        LIMIT_MINUTES);
            } catch (IOException e) {
                throw new ProgramException("generate cannot be started: " + e.getMessage(), e);
            }
            return new Round(rows, (System.nanoTime() - began) * 1e-9);
        }

        private List<String> words(String out) {
            return List.of(
                    "generate",
                    "--env",
                    work.environment(),
                    "--quality",
                    "medium",
                    "--transitions",
                    Integer.toString(rows),
                    "--threads",
                    Integer.toString(work.threads()),
                    "--out",
                    folder.resolve(out).toString());
        }

        @Override
        public Map<String, String> versions() {
            return Map.of();
        }

        @Override
        public void close() {}
    }
}
