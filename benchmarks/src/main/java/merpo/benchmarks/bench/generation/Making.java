package merpo.benchmarks.bench.generation;

import java.util.List;
import merpo.benchmarks.bench.Target;
import merpo.benchmarks.bench.Unit;
import merpo.benchmarks.bench.Work;

/**
 * One line of the table: rows of an environment, each of which is a step.
 *
 * @param threads at least 1
 */
public record Making(String environment, int threads) implements Work {
    private static final Unit ROWS_PER_SECOND = new Unit("rows/s", Unit.Better.MORE, 1, 1);
    private static final double LEAST = 0.5;

    @Override
    public List<Object> names() {
        return List.of(environment, threads);
    }

    @Override
    public Unit unit() {
        return ROWS_PER_SECOND;
    }

    /** Half as fast as stepping alone, everything included. */
    @Override
    public List<Target> targets() {
        return List.of(Target.times(LEAST, SteppingAlone.NAME, this, SteppingAlone.NAME));
    }
}
