package merpo.benchmarks.replay;

import java.util.List;
import java.util.Optional;
import merpo.envs.mujoco.Kinematics;

/** What moves in a track, frame by frame. */
sealed interface Body {
    /** Numbers per frame. */
    int width();

    /** [frames * width], row-major. */
    Floats frames();

    /**
     * Rigid bodies.
     *
     * @param geoms of the model
     * @param frames per geom position x, y, z [m] and quaternion w, x, y, z, in the world
     */
    record Robot(List<Kinematics.Geom> geoms, Floats frames) implements Body {
        public Robot {
            geoms = List.copyOf(geoms);
        }

        @Override
        public int width() {
            return geoms.size() * Kinematics.POSE;
        }
    }

    /**
     * A point in the plane.
     *
     * @param goal x and y [m], where there is one
     * @param wind x and y [m per step], where it blows
     * @param frames x and y [m]
     */
    record Point(Optional<List<Double>> goal, Optional<List<Double>> wind, Floats frames)
            implements Body {
        @Override
        public int width() {
            return 2;
        }
    }
}
