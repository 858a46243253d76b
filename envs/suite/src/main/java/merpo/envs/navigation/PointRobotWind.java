package merpo.envs.navigation;

import java.util.List;
import java.util.OptionalDouble;
import merpo.envs.Choices;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Notes;
import merpo.envs.Switch;
import merpo.envs.task.Task;
import merpo.envs.task.TaskDistribution;

/**
 * Point-Robot-Wind: reach (1, 0) in a steady wind; the wind is the task. As FOCAL has it: the goal
 * is the same for every task, only the dynamics differ.
 *
 * @param choices where its switches stand
 */
public record PointRobotWind(Choices choices) implements PointRobot {
    static final List<Double> GOAL = List.of(1.0, 0.0); // m, unless the task names another
    static final int HORIZON = 25; // steps, FOCAL's evaluation length

    private static final Switch GOALS =
            Switch.of(
                    "goal",
                    "(1, 0) for every task, as FOCAL's code, or drawn on the upper half circle, as the paper's prose",
                    "fixed",
                    "semicircle");
    private static final Switch STEPS =
            Switch.of(
                    "horizon", "steps until time runs out; 200 is FOCAL's own limit", "25", "200");

    /** With every switch at its default. */
    public PointRobotWind() {
        this(Choices.of(GOALS, STEPS, SPARSE_REWARD));
    }

    @Override
    public EnvironmentDefinition with(Choices other) {
        return new PointRobotWind(other);
    }

    @Override
    public String id() {
        return "point-robot-wind" + choices.suffix();
    }

    @Override
    public String summary() {
        return "A point walks to (1, 0) in a steady wind; the wind is the task";
    }

    @Override
    public int horizon() {
        return choices.changed(STEPS) ? LONG_HORIZON : HORIZON;
    }

    /** Known where the goal is (1, 0). */
    @Override
    public OptionalDouble optimalReturn(Task task) {
        return goal(task).equals(GOAL)
                ? OptionalDouble.of(optimalReturn(task, horizon()))
                : OptionalDouble.empty();
    }

    @Override
    public TaskDistribution tasks() {
        return new Winds(choices.changed(GOALS));
    }

    @Override
    public Dynamics dynamics() {
        return new Dynamics.Planar(PointRobotWind::step);
    }

    @Override
    public List<Double> goal(Task task) {
        return task.parameters().getOrDefault("goal", GOAL);
    }

    @Override
    public Notes notes() {
        return new Notes(
                "(0, 0) exactly",
                "never",
                List.of(
                        "FOCAL: the same; seed 1337 gives its 50 winds. It picks 40 of them at random to train on, here they are the first 40; its class runs 200 steps (horizon=200).",
                        "MerPO's prose puts the goal on a half circle (goal=semicircle); its tables and FOCAL's code do not."));
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
}
