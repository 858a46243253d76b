package merpo.envs.locomotion;

import static merpo.envs.ObservationTable.OPEN;
import static merpo.envs.ObservationTable.orientation;
import static merpo.envs.ObservationTable.position;
import static merpo.envs.ObservationTable.positions;
import static merpo.envs.ObservationTable.twist;
import static merpo.envs.ObservationTable.velocities;

import java.util.List;
import java.util.random.RandomGenerator;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Measure;
import merpo.envs.ObservationTable;
import merpo.envs.Row;
import merpo.envs.Step;
import merpo.envs.Switch;
import merpo.envs.mujoco.ModelEdit;

/** The four-legged ant: what every environment with it shares. */
interface Quadruped extends EnvironmentDefinition {
    int FRAME_SKIP = 5; // physics steps of 0.01 s per environment step
    double STEP_DURATION = FRAME_SKIP * 0.01; // s
    double CONTROL_COST = 0.5; // per squared unit of action
    double CONTACT_COST = 5e-4; // per squared unit of a clipped wrench entry
    double CONTACT_LIMIT = 1; // N m or N
    double MIN_HEIGHT = 0.2; // m, of the torso, inclusive
    double MAX_HEIGHT = 1.0; // m, inclusive
    double START_POSITION_NOISE = 0.1; // m, rad or 1, uniform to either side
    double START_VELOCITY_NOISE = 0.1; // m/s or rad/s, standard deviation
    String MODEL = "/merpo/models/ant.xml";
    String START =
            "torso at 0.75 m, all joints at 0; every position (the quaternion's numbers too, which nobody normalizes) uniform"
                    + " in [-0.1, 0.1) around it, every velocity 0.1 N(0, 1)";
    String FALL = "torso not in [0.2, 1.0] m, or any number of the state not finite";

    Switch CONTACT_FORCES =
            Switch.of(
                    "contact-forces",
                    "whether the forces of contacts are computed (mj_rnePostConstraint), charged and, where they are in the observation, seen",
                    "off",
                    "on");

    /** The 27 numbers without contact forces. */
    ObservationTable OBSERVATION =
            ObservationTable.of(
                    position("m", "torso_z", "root", 2),
                    orientation("root"),
                    positions("rad", "hip_1", "ankle_1", "hip_2", "ankle_2"),
                    positions("rad", "hip_3", "ankle_3", "hip_4", "ankle_4"),
                    twist("root"),
                    velocities(OPEN, "rad/s", "hip_1", "ankle_1", "hip_2", "ankle_2"),
                    velocities(OPEN, "rad/s", "hip_3", "ankle_3", "hip_4", "ankle_4"));

    /** All bodies but the world, in the model's order. */
    List<String> BODIES =
            List.of(
                    "torso",
                    "front_left_leg",
                    "aux_1",
                    "foot_1",
                    "front_right_leg",
                    "aux_2",
                    "foot_2",
                    "back_leg",
                    "aux_3",
                    "foot_3",
                    "right_back_leg",
                    "aux_4",
                    "foot_4");

    @Override
    default List<String> actions() {
        return List.of(
                "hip_4", "ankle_4", "hip_1", "ankle_1", "hip_2", "ankle_2", "hip_3", "ankle_3");
    }

    /** The 27 numbers, unless an environment has more. */
    @Override
    default ObservationTable observation() {
        return OBSERVATION;
    }

    @Override
    default Dynamics dynamics() {
        return Dynamics.Mujoco.of(
                        MODEL,
                        FRAME_SKIP,
                        new ModelEdit.OneIsland(),
                        new ModelEdit.FloorContactsOnly("floor"))
                .withContactForces(choices().changed(CONTACT_FORCES));
    }

    @Override
    default double stepDuration() {
        return STEP_DURATION;
    }

    @Override
    default double discount() {
        return 0.99;
    }

    @Override
    default void start(double[] positions, double[] velocities, RandomGenerator random) {
        for (int k = 0; k < positions.length; k++) {
            positions[k] += random.nextDouble(-START_POSITION_NOISE, START_POSITION_NOISE);
        }
        for (int k = 0; k < velocities.length; k++) {
            velocities[k] += START_VELOCITY_NOISE * random.nextGaussian();
        }
    }

    @Override
    default List<Measure> info() {
        return List.of(
                new Measure("x_position", "x', m", (step, task) -> step.after().position(0)),
                new Measure("y_position", "y', m", (step, task) -> step.after().position(1)),
                new Measure(
                        "distance_from_origin",
                        "|(x', y')|, m",
                        (step, task) ->
                                Math.sqrt(square(step.after(), 0) + square(step.after(), 1))),
                new Measure(
                        "x_velocity",
                        "(X' - X) / 0.05 s of the torso's frame, m/s",
                        (step, task) -> speed(step, 0)),
                new Measure(
                        "y_velocity",
                        "(Y' - Y) / 0.05 s of the torso's frame, m/s",
                        (step, task) -> speed(step, 1)));
    }

    /** A forward term, the bonus, the effort and the contacts. */
    static List<Measure> rewarded(Measure forward, Bonus bonus) {
        return List.of(
                forward,
                bonus.term(step -> lies(step.after())),
                new Measure(
                        "reward_ctrl",
                        "-" + CONTROL_COST + " sum a^2",
                        (step, task) -> -CONTROL_COST * step.effort()),
                new Measure(
                        "reward_contact",
                        "-0.0005 sum clip(f, -1, 1)^2 over the external wrenches f of all bodies; 0 without contact forces",
                        (step, task) ->
                                -CONTACT_COST * step.after().squaredContactForces(CONTACT_LIMIT)));
    }

    @Override
    default boolean terminates(double[] observations, int from) {
        boolean finite = true;
        for (int k = from; k < from + OBSERVATION.size(); k++) {
            finite &= Double.isFinite(observations[k]);
        }
        return !(finite && stands(observations[from]));
    }

    @Override
    default boolean terminated(Row after, double[] observations, int from) {
        return lies(after);
    }

    /** Speed of the torso's frame along x (0) or y (1) [m/s], as upstream: the frame may lag. */
    static double speed(Step step, int axis) {
        return step.moved("torso", axis) / STEP_DURATION;
    }

    private static boolean lies(Row after) {
        return !(stands(after.position(2)) && after.isWithin(Double.POSITIVE_INFINITY, 0));
    }

    private static boolean stands(double height) {
        return height >= MIN_HEIGHT && height <= MAX_HEIGHT;
    }

    private static double square(Row row, int position) {
        return row.position(position) * row.position(position);
    }
}
