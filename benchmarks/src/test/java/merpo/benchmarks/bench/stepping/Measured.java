package merpo.benchmarks.bench.stepping;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import merpo.benchmarks.bench.Measurement;

/** Measurements made by hand. */
final class Measured {
    static final Cell SMALL = new Cell(Problem.HALF_CHEETAH, 1, 1);
    static final Cell LARGE = new Cell(Problem.HALF_CHEETAH, 32, 2);

    private Measured() {}

    static Measurement of(Cell cell, String contender, Double... rates) {
        return inMode(cell, contender, "any", rates);
    }

    static Measurement inMode(Cell cell, String contender, String mode, Double... rates) {
        return new Measurement(
                cell, contender, mode, Arrays.asList(rates), 0, Map.of(contender, "1.0"), "");
    }

    static Measurement failed(Cell cell, String contender, String reason) {
        return new Measurement(cell, contender, "any", List.of(), 0, Map.of(), reason);
    }
}
