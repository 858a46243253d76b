package merpo.envs.locomotion;

import static merpo.envs.ObservationTable.OPEN;
import static merpo.envs.ObservationTable.bodyPosition;
import static merpo.envs.ObservationTable.positions;
import static merpo.envs.ObservationTable.velocities;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Measure;
import merpo.envs.ObservationTable;
import merpo.envs.Step;
import merpo.envs.mujoco.ModelEdit;

/** The planar cheetah of 14 kg: what every environment with it shares. */
interface Cheetah extends EnvironmentDefinition {
    int FRAME_SKIP = 5; // physics steps of 0.01 s per environment step
    double STEP_DURATION = FRAME_SKIP * 0.01; // s
    double START_POSITION_NOISE = 0.1; // m or rad, uniform to either side
    double START_VELOCITY_NOISE = 0.1; // m/s or rad/s, standard deviation

    /** Gymnasium's 17 numbers. */
    ObservationTable OBSERVATION =
            ObservationTable.of(
                    positions("m", "rootz"),
                    positions("rad", "rooty", "bthigh", "bshin", "bfoot"),
                    positions("rad", "fthigh", "fshin", "ffoot"),
                    velocities(OPEN, "m/s", "rootx", "rootz"),
                    velocities(OPEN, "rad/s", "rooty", "bthigh", "bshin", "bfoot"),
                    velocities(OPEN, "rad/s", "fthigh", "fshin", "ffoot"));

    /** FOCAL's and PEARL's 20: after a step the torso's position is 0.01 s old, as upstream. */
    ObservationTable OBSERVATION_WITH_TORSO =
            ObservationTable.of(OBSERVATION.entries(), bodyPosition("torso"));

    String START =
            "every position uniform in [-0.1, 0.1) around 0, every velocity 0.1 N(0, 1); torso at height 0.7 m";

    @Override
    default List<String> actions() {
        return List.of("bthigh", "bshin", "bfoot", "fthigh", "fshin", "ffoot");
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
    default Dynamics dynamics() {
        return Dynamics.Mujoco.of(
                "/merpo/models/half_cheetah.xml",
                FRAME_SKIP,
                new ModelEdit.OneIsland(),
                new ModelEdit.FloorContactsOnly("floor"));
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
                new Measure("x_position", "x', m", (step, task) -> step.after().position("rootx")),
                new Measure("x_velocity", "(x' - x) / 0.05 s, m/s", (step, task) -> speed(step)));
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

    /** Forward speed over the step [m/s]. */
    static double speed(Step step) {
        return step.moved("rootx") / STEP_DURATION;
    }

    /** Minus a cost per squared unit of action. */
    static Measure effort(double cost) {
        return new Measure(
                "reward_ctrl",
                String.format(Locale.ROOT, "-%s sum a^2", cost),
                (step, task) -> -cost * step.effort());
    }
}
