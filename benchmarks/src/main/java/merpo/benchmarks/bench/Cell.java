package merpo.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * One place of the table: what is stepped, how often at once, and by how many threads.
 *
 * @param simulations at least 1
 * @param threads at least 1, the caller's included
 */
public record Cell(Problem problem, int simulations, int threads) {
    public Cell {
        if (simulations < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "Cell of "
                            + simulations
                            + " simulations and "
                            + threads
                            + " threads, must be at least 1 of each");
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
    public String toString() {
        return problem.environment()
                + ", "
                + counted(simulations, "simulation")
                + ", "
                + counted(threads, "thread");
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
