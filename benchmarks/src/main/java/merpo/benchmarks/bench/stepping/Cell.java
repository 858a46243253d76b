package merpo.benchmarks.bench.stepping;

import java.util.ArrayList;
import java.util.List;
import merpo.benchmarks.bench.Target;
import merpo.benchmarks.bench.Unit;
import merpo.benchmarks.bench.Work;

/**
 * One place of the table: what is stepped, how often at once, and by how many threads.
 *
 * @param simulations at least 1
 * @param threads at least 1, the caller's included
 */
public record Cell(Problem problem, int simulations, int threads) implements Work {
    static final Unit STEPS_PER_SECOND = new Unit("steps/s", Unit.Better.MORE, 1, 1);

    public Cell {
        if (simulations < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "Cell of %s simulations and %s threads, must be at least 1 of each"
                            .formatted(simulations, threads));
        }
    }

    /** All combinations, less those where threads would have nothing to do. */
    public static List<Cell> all(
            List<Problem> problems, List<Integer> simulations, List<Integer> threads) {
        List<Cell> cells = new ArrayList<>();
        for (Problem problem : problems) {
            for (int n : simulations) {
                threads.stream()
                        .filter(t -> t <= n)
                        .forEach(t -> cells.add(new Cell(problem, n, t)));
            }
        }
        return cells;
    }

    @Override
    public List<Object> names() {
        return List.of(problem.environment(), simulations, threads);
    }

    @Override
    public Unit unit() {
        return STEPS_PER_SECOND;
    }

    /** None are set between the smallest and the largest. */
    @Override
    public List<Target> targets() {
        if (simulations == 32 && threads == 2) {
            return List.of(
                    times(0.95, NativeContender.NAME),
                    times(1.3, PythonContender.ENVPOOL),
                    times(2.5, PythonContender.GYMNASIUM));
        }
        if (simulations == 1 && threads == 1) {
            return List.of(times(0.9, NativeContender.NAME), times(1.4, PythonContender.GYMNASIUM));
        }
        return List.of();
    }

    private Target times(double factor, String contender) {
        return Target.times(factor, contender, this, contender);
    }

    @Override
    public String toString() {
        return "%s, %s, %s"
                .formatted(
                        problem.environment(),
                        counted(simulations, "simulation"),
                        counted(threads, "thread"));
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
