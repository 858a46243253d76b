package merpo.benchmarks.bench.generation;

import java.nio.file.Path;
import java.util.List;
import merpo.benchmarks.bench.Contender;
import merpo.benchmarks.bench.Run;
import merpo.benchmarks.bench.stepping.Cell;
import merpo.benchmarks.bench.stepping.JavaContender;
import merpo.benchmarks.bench.stepping.Problem;
import merpo.datagen.process.ProgramException;

/**
 * The vector environment alone, warm, with actions that were drawn beforehand: as many simulations
 * as {@code generate} has.
 *
 * @param folder where peers work
 */
record SteppingAlone(Path folder) implements Contender<Making> {
    static final String NAME = "stepping";
    private static final int SIMULATIONS = 64;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> modes(Making work) {
        return List.of("vector");
    }

    @Override
    public Run open(Making work, String mode) throws ProgramException {
        Problem problem = new Problem(work.environment(), "", "", 0);
        return new JavaContender(folder).open(new Cell(problem, SIMULATIONS, work.threads()), mode);
    }
}
