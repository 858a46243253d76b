package merpo.envs.locomotion;

import static merpo.envs.ObservationTable.positions;
import static merpo.envs.ObservationTable.velocities;

import java.util.List;
import merpo.envs.ObservationTable;
import merpo.envs.Row;
import merpo.envs.Step;

/** The one-legged hopper in the plane: what every environment with it shares. */
interface OneLeg extends Runner {
    int FRAME_SKIP = 4; // physics steps of 0.002 s per environment step
    double STEP_DURATION = FRAME_SKIP * 0.002; // s
    double MIN_HEIGHT = 0.7; // m, of the torso
    double MAX_PITCH = 0.2; // rad
    double MAX_STATE = 100; // of every other position and of every velocity
    String MODEL = "/merpo/models/hopper.xml";
    String FALL =
            "torso not above 0.7 m, its pitch not in (-0.2, 0.2) rad, or any angle or velocity not in (-100, 100)";

    ObservationTable OBSERVATION =
            ObservationTable.of(
                    positions("m", "rootz"),
                    positions("rad", "rooty", "thigh_joint", "leg_joint", "foot_joint"),
                    velocities(VELOCITY_LIMIT, "m/s", "rootx", "rootz"),
                    velocities(VELOCITY_LIMIT, "rad/s", "rooty"),
                    velocities(VELOCITY_LIMIT, "rad/s", "thigh_joint", "leg_joint", "foot_joint"));

    @Override
    default ObservationTable observation() {
        return OBSERVATION;
    }

    @Override
    default List<String> actions() {
        return List.of("thigh", "leg", "foot");
    }

    @Override
    default double stepDuration() {
        return STEP_DURATION;
    }

    /** The rule as far as an observation shows it: its velocities are clipped. */
    @Override
    default boolean terminates(double[] observations, int from) {
        boolean small = true;
        for (int k = from + 1; k < from + OBSERVATION.size(); k++) {
            small &= Math.abs(observations[k]) < MAX_STATE;
        }
        return !(small
                && observations[from] > MIN_HEIGHT
                && Math.abs(observations[from + 1]) < MAX_PITCH);
    }

    @Override
    default boolean terminated(Row after, double[] observations, int from) {
        return lies(after);
    }

    @Override
    default boolean fallen(Step step) {
        return lies(step.after());
    }

    private static boolean lies(Row after) {
        return !(after.position("rootz") > MIN_HEIGHT
                && Math.abs(after.position("rooty")) < MAX_PITCH
                && after.isWithin(MAX_STATE, 2)); // all but x and height
    }
}
