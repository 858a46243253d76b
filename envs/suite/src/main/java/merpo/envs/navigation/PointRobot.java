package merpo.envs.navigation;

import java.util.List;
import java.util.random.RandomGenerator;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Measure;
import merpo.envs.ObservationTable;
import merpo.envs.Step;
import merpo.envs.Switch;
import merpo.envs.task.Task;

/** A point in the plane that walks to a goal: what every environment with it shares. */
interface PointRobot extends EnvironmentDefinition {
    double REACH = 0.1; // m per step and axis, at full action
    double RADIUS = 0.2; // m, within which the sparse reward pays
    int LONG_HORIZON = 200; // steps, FOCAL's own limit

    ObservationTable OBSERVATION = ObservationTable.of(ObservationTable.positions("m", "x", "y"));

    Switch SPARSE_REWARD =
            Switch.of(
                    "sparse-reward",
                    "form of the info sparse_reward within 0.2 m: r + 1 (PEARL), or (r + 0.2) / 0.2 (FOCAL)",
                    "shifted",
                    "rescaled");

    @Override
    default ObservationTable observation() {
        return OBSERVATION;
    }

    @Override
    default List<String> actions() {
        return List.of("x", "y");
    }

    @Override
    default double discount() {
        return 0.9;
    }

    /** At (0, 0) exactly. */
    @Override
    default void start(double[] positions, double[] velocities, RandomGenerator random) {
        positions[0] = 0.0;
        positions[1] = 0.0;
    }

    /** Where a task wants the robot [m]. */
    List<Double> goal(Task task);

    /** Minus the distance to the goal [m] after the step. */
    @Override
    default List<Measure> rewardTerms() {
        return List.of(
                new Measure(
                        "reward_distance", "-|s' - goal|", (step, task) -> -distance(step, task)));
    }

    /** What FOCAL and PEARL show their task encoders. */
    @Override
    default List<Measure> info() {
        boolean rescaled = choices().changed(SPARSE_REWARD);
        return List.of(
                new Measure(
                        "sparse_reward",
                        (rescaled ? "(r + 0.2) / 0.2" : "r + 1") + " where r >= -0.2, else 0",
                        (step, task) -> sparse(-distance(step, task), rescaled)));
    }

    /** Never. */
    @Override
    default boolean terminates(double[] observations, int from) {
        return false;
    }

    @Override
    default boolean onlyTimeEnds() {
        return true;
    }

    private double distance(Step step, Task task) {
        List<Double> goal = goal(task);
        double x = step.after().position(0) - goal.get(0);
        double y = step.after().position(1) - goal.get(1);
        return Math.sqrt(x * x + y * y);
    }

    /** The sparse reward of a dense one. */
    static double sparse(double reward, boolean rescaled) {
        if (!(reward >= -RADIUS)) {
            return 0;
        }
        return rescaled ? (reward + RADIUS) / RADIUS : reward + 1;
    }
}
