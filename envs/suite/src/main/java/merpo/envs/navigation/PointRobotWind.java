package merpo.envs.navigation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.ObservationTable;
import merpo.envs.Row;
import merpo.envs.task.NumpyRandom;
import merpo.envs.task.Task;
import merpo.envs.task.TaskDistribution;

/**
 * Point-Robot-Wind: reach (1, 0) in a steady wind; the wind is the task. As FOCAL has it: the goal
 * is the same for every task, only the dynamics differ.
 */
public final class PointRobotWind implements EnvironmentDefinition {
    static final double REACH = 0.1; // m per step and axis, at full action
    static final double MAX_WIND = 0.05; // m per step and axis
    static final List<Double> GOAL = List.of(1.0, 0.0); // m, unless the task names another
    static final int HORIZON = 25; // steps, FOCAL's evaluation length

    private static final ObservationTable OBSERVATION =
            ObservationTable.of(ObservationTable.positions("m", "x", "y"));

    @Override
    public String id() {
        return "point-robot-wind";
    }

    @Override
    public String summary() {
        return "A point walks to (1, 0) in a steady wind; the wind is the task";
    }

    @Override
    public ObservationTable observation() {
        return OBSERVATION;
    }

    @Override
    public int actionSize() {
        return 2;
    }

    @Override
    public int horizon() {
        return HORIZON;
    }

    /** MerPO Table 2. */
    @Override
    public double discount() {
        return 0.9;
    }

    @Override
    public OptionalDouble optimalReturn(Task task) {
        return OptionalDouble.of(optimalReturn(task, HORIZON));
    }

    @Override
    public TaskDistribution tasks() {
        return new Winds();
    }

    @Override
    public Dynamics dynamics() {
        return new Dynamics.Planar(PointRobotWind::step);
    }

    /** At (0, 0) exactly. */
    @Override
    public void start(double[] positions, double[] velocities, RandomGenerator random) {
        positions[0] = 0.0;
        positions[1] = 0.0;
    }

    /** Minus the distance to the goal [m] after the step. */
    @Override
    public double reward(Row before, Row after, double[] actions, int from, Task task) {
        List<Double> goal = task.parameters().getOrDefault("goal", GOAL);
        double x = after.position(0) - goal.get(0);
        double y = after.position(1) - goal.get(1);
        return -Math.sqrt(x * x + y * y);
    }

    /** Never. */
    @Override
    public boolean terminates(double[] observations, int from) {
        return false;
    }

    /**
     * The largest undiscounted return of an episode: {@code -sum_t max(0, 1 - t (0.1 + w_x))} over
     * t = 1 .. horizon.
     *
     * <p>After t steps no policy is further right than {@code t (0.1 + w_x)}, so its distance is at
     * least {@code max(0, 1 - t (0.1 + w_x))}. One policy attains this bound at every t at once: it
     * cancels the wind along y (possible, as |w_y| is below 0.1), goes right at full speed,
     * shortens the last stride to land on the goal and then cancels the wind along x as well.
     *
     * @param horizon steps of the episode
     */
    public static double optimalReturn(Task task, int horizon) {
        if (!task.parameters().getOrDefault("goal", GOAL).equals(GOAL)) {
            throw new IllegalArgumentException(
                    "Task %d has its goal at %s; the optimum is known for %s only"
                            .formatted(task.index(), task.parameters().get("goal"), GOAL));
        }
        double stride = REACH + task.component("wind", 0);
        double sum = 0;
        for (int t = 1; t <= horizon; t++) {
            sum -= Math.max(0, GOAL.get(0) - t * stride);
        }
        return sum;
    }

    private static void step(double[] positions, int at, double[] actions, int from, Task task) {
        positions[at] = positions[at] + REACH * actions[from] + task.component("wind", 0);
        positions[at + 1] =
                positions[at + 1] + REACH * actions[from + 1] + task.component("wind", 1);
    }

    /** Winds as FOCAL draws them: first every x, then every y, from numpy's stream of the seed. */
    private record Winds() implements TaskDistribution {
        @Override
        public List<Task> draw(int count, long seed) {
            TaskDistribution.requireCount(count);
            NumpyRandom random = new NumpyRandom(seed);
            double[] x = new double[count];
            double[] y = new double[count];
            for (int i = 0; i < count; i++) {
                x[i] = random.uniform(-MAX_WIND, MAX_WIND);
            }
            for (int i = 0; i < count; i++) {
                y[i] = random.uniform(-MAX_WIND, MAX_WIND);
            }
            List<Task> tasks = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                tasks.add(new Task(i, Map.of("wind", List.of(x[i], y[i]))));
            }
            return List.copyOf(tasks);
        }

        @Override
        public String description() {
            return "wind x and y uniform in [-0.05, 0.05) m per step; goal (1, 0) for every task";
        }

        /** A wind that the robot cannot hold would blow it off the goal, so it must stay below. */
        @Override
        public void require(Task task) {
            Set<String> names = task.parameters().keySet();
            if (!names.contains("wind")
                    || !Set.of("wind", "goal").containsAll(names)
                    || !task.parameters().values().stream().allMatch(list -> list.size() == 2)) {
                throw new IllegalArgumentException(
                        "Task %d of point-robot-wind has %s, expected wind = [x, y] and maybe goal = [x, y]"
                                .formatted(task.index(), task.parameters()));
            }
            for (double wind : task.vector("wind")) {
                if (!(Math.abs(wind) < REACH)) {
                    throw new IllegalArgumentException(
                            "Task %d, wind is %s, must be in (-0.1, 0.1) m per step: the robot's reach"
                                    .formatted(task.index(), wind));
                }
            }
        }
    }
}
