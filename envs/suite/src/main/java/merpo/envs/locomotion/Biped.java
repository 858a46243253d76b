package merpo.envs.locomotion;

import static merpo.envs.ObservationTable.positions;
import static merpo.envs.ObservationTable.velocities;

import java.util.List;
import merpo.envs.ObservationTable;
import merpo.envs.Row;
import merpo.envs.Step;

/** The two-legged walker in the plane: what every environment with it shares. */
interface Biped extends Runner {
    int FRAME_SKIP = 4; // physics steps per environment step
    double MIN_HEIGHT = 0.8; // m, of the torso
    double MAX_HEIGHT = 2.0; // m
    double MAX_PITCH = 1.0; // rad
    String MODEL = "/merpo/models/walker2d.xml";
    String FALL = "torso not in (0.8, 2.0) m, or its pitch not in (-1, 1) rad";

    ObservationTable OBSERVATION =
            ObservationTable.of(
                    positions("m", "rootz"),
                    positions("rad", "rooty", "thigh_joint", "leg_joint", "foot_joint"),
                    positions("rad", "thigh_left_joint", "leg_left_joint", "foot_left_joint"),
                    velocities(VELOCITY_LIMIT, "m/s", "rootx", "rootz"),
                    velocities(VELOCITY_LIMIT, "rad/s", "rooty"),
                    velocities(VELOCITY_LIMIT, "rad/s", "thigh_joint", "leg_joint", "foot_joint"),
                    velocities(VELOCITY_LIMIT, "rad/s", "thigh_left_joint", "leg_left_joint"),
                    velocities(VELOCITY_LIMIT, "rad/s", "foot_left_joint"));

    @Override
    default ObservationTable observation() {
        return OBSERVATION;
    }

    @Override
    default List<String> actions() {
        return List.of("thigh", "leg", "foot", "thigh_left", "leg_left", "foot_left");
    }

    @Override
    default boolean terminates(double[] observations, int from) {
        return lies(observations[from], observations[from + 1]);
    }

    @Override
    default boolean fallen(Step step) {
        Row after = step.after();
        return lies(after.position("rootz"), after.position("rooty"));
    }

    private static boolean lies(double height, double pitch) {
        // written so that NaN falls too
        return !(height > MIN_HEIGHT && height < MAX_HEIGHT && Math.abs(pitch) < MAX_PITCH);
    }
}
