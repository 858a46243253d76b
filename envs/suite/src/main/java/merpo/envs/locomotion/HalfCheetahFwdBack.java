package merpo.envs.locomotion;

import static merpo.envs.ObservationTable.bodyPosition;
import static merpo.envs.ObservationTable.positions;
import static merpo.envs.ObservationTable.velocities;

import java.util.List;
import java.util.random.RandomGenerator;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.ObservationTable;
import merpo.envs.Row;
import merpo.envs.task.ListedTasks;
import merpo.envs.task.Task;
import merpo.envs.task.TaskDistribution;

/**
 * Half-Cheetah-Fwd-Back: run forward or backward; the direction is the task. As FOCAL's and PEARL's
 * cheetah-dir: half of Gymnasium's control cost, and the torso's position observed.
 */
public final class HalfCheetahFwdBack implements EnvironmentDefinition {
    static final int FRAME_SKIP = 5; // physics steps of 0.01 s per environment step
    static final double STEP_DURATION = FRAME_SKIP * 0.01; // s
    static final double CONTROL_COST = 0.05; // per squared unit of action
    static final double START_POSITION_NOISE = 0.1; // m or rad, uniform to either side
    static final double START_VELOCITY_NOISE = 0.1; // m/s or rad/s, standard deviation
    static final int HORIZON = 200; // steps

    private static final double OPEN = Double.POSITIVE_INFINITY;

    /** After a step the torso's position is 0.01 s old, as it is upstream (Euler). */
    private static final ObservationTable OBSERVATION =
            ObservationTable.of(
                    positions("m", "rootz"),
                    positions("rad", "rooty", "bthigh", "bshin", "bfoot"),
                    positions("rad", "fthigh", "fshin", "ffoot"),
                    velocities(OPEN, "m/s", "rootx", "rootz"),
                    velocities(OPEN, "rad/s", "rooty", "bthigh", "bshin", "bfoot"),
                    velocities(OPEN, "rad/s", "fthigh", "fshin", "ffoot"),
                    bodyPosition("torso"));

    private static final TaskDistribution TASKS =
            new ListedTasks(
                    List.of(Task.of(0, "direction", -1.0), Task.of(1, "direction", 1.0)),
                    "direction -1 (backward) and +1 (forward)");

    @Override
    public String id() {
        return "half-cheetah-fwd-back";
    }

    @Override
    public String summary() {
        return "A planar cheetah runs forward or backward; the direction is the task";
    }

    @Override
    public ObservationTable observation() {
        return OBSERVATION;
    }

    @Override
    public int actionSize() {
        return 6;
    }

    @Override
    public int horizon() {
        return HORIZON;
    }

    @Override
    public double stepDuration() {
        return STEP_DURATION;
    }

    /** MerPO Table 2. */
    @Override
    public double discount() {
        return 0.99;
    }

    @Override
    public TaskDistribution tasks() {
        return TASKS;
    }

    @Override
    public Dynamics dynamics() {
        return new Dynamics.Mujoco("/merpo/models/half_cheetah.xml", FRAME_SKIP);
    }

    @Override
    public void start(double[] positions, double[] velocities, RandomGenerator random) {
        for (int k = 0; k < positions.length; k++) {
            positions[k] += random.nextDouble(-START_POSITION_NOISE, START_POSITION_NOISE);
        }
        for (int k = 0; k < velocities.length; k++) {
            velocities[k] += START_VELOCITY_NOISE * random.nextGaussian();
        }
    }

    /** Speed in the task's direction [m/s], less the effort. */
    @Override
    public double reward(Row before, Row after, double[] actions, int from, Task task) {
        double speed = (after.position("rootx") - before.position("rootx")) / STEP_DURATION;
        double effort = 0;
        for (int k = from; k < from + actionSize(); k++) {
            effort += actions[k] * actions[k];
        }
        return task.component("direction", 0) * speed - CONTROL_COST * effort;
    }

    /** Never. */
    @Override
    public boolean terminates(double[] observations, int from) {
        return false;
    }
}
