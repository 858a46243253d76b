package merpo.envs.mujoco;

import static merpo.envs.mujoco.capi.global.MuJoCo.mj_deleteData;
import static merpo.envs.mujoco.capi.global.MuJoCo.mj_deleteModel;
import static merpo.envs.mujoco.capi.global.MuJoCo.mj_kinematics;
import static merpo.envs.mujoco.capi.global.MuJoCo.mj_makeData;
import static merpo.envs.mujoco.capi.global.MuJoCo.mju_mat2Quat;

import java.util.Arrays;
import java.util.List;
import merpo.envs.mujoco.capi.mjData;
import merpo.envs.mujoco.capi.mjModel;

/**
 * Where the parts of a model are in a pose, for drawing it. Owns one compiled model and its data,
 * and frees each once. Steps nothing; {@link SimulationBatch} does. Not for several threads.
 */
public final class Kinematics implements AutoCloseable {
    /** Numbers per geom in a pose: position x, y, z [m], then quaternion w, x, y, z. */
    public static final int POSE = 7;

    /** What a geom looks like. */
    public enum Shape {
        /** Without an end. */
        PLANE,
        /** Radius. */
        SPHERE,
        /** Radius, half length. */
        CAPSULE,
        /** Half lengths. */
        BOX,
        /** Radius, half length. */
        CYLINDER,
        /** Radii. */
        ELLIPSOID,
        /** A mesh or a height field: its pose is known, its surface is not. */
        UNSUPPORTED
    }

    /**
     * One geom of the model.
     *
     * @param name as in the model, {@code geom-K} for the K-th if it has none
     * @param body index of the body that carries it; 0 is the world
     * @param size three half sizes, radius first [m], by MuJoCo's conventions; 0 where unused
     * @param rgba of the geom or its material, each in [0, 1]
     * @param position of its centre in the body's frame [m]
     * @param quaternion w, x, y, z in the body's frame
     */
    public record Geom(
            String name,
            int body,
            Shape shape,
            List<Double> size,
            List<Float> rgba,
            List<Double> position,
            List<Double> quaternion) {
        public Geom {
            size = List.copyOf(size);
            rgba = List.copyOf(rgba);
            position = List.copyOf(position);
            quaternion = List.copyOf(quaternion);
        }
    }

    private final String name;
    private final mjModel model;
    private final mjData data;
    private final List<Geom> geoms;
    private final int positionSize;
    private final double[] centres; // [ngeom * 3]
    private final double[] axes; // [ngeom * 9]
    private boolean closed;

    private Kinematics(String name, mjModel model, mjData data) {
        this.name = name;
        this.model = model;
        this.data = data;
        positionSize = Math.toIntExact(model.nq());
        geoms = KinematicsGeoms.of(model);
        centres = new double[geoms.size() * 3];
        axes = new double[geoms.size() * 9];
    }

    /** Compiles a model. */
    public static Kinematics open(ModelSource source) {
        mjModel model = source.compile();
        mjData data = mj_makeData(model);
        if (data == null) {
            mj_deleteModel(model);
            throw new IllegalStateException(
                    "MuJoCo has no memory for the data of " + source.name());
        }
        return new Kinematics(source.name(), model, data);
    }

    /** All geoms in the model's order, the floor included. */
    public List<Geom> geoms() {
        return geoms;
    }

    /** Numbers in a pose of the joints, nq. */
    public int positionSize() {
        return positionSize;
    }

    /**
     * Places every geom in the world.
     *
     * @param positions of the joints, [nq]
     * @param out receives [ngeom * 7]: position x, y, z [m] and quaternion w, x, y, z of each
     */
    public void pose(double[] positions, float[] out) {
        requireOpen();
        require("positions", positions.length, positionSize);
        require("pose numbers", out.length, geoms.size() * POSE);
        data.qpos().put(positions);
        mj_kinematics(model, data);
        data.geom_xpos().get(centres);
        data.geom_xmat().get(axes);
        double[] quaternion = new double[4];
        for (int geom = 0; geom < geoms.size(); geom++) {
            mju_mat2Quat(quaternion, Arrays.copyOfRange(axes, 9 * geom, 9 * geom + 9));
            for (int axis = 0; axis < 3; axis++) {
                out[POSE * geom + axis] = (float) centres[3 * geom + axis];
            }
            for (int part = 0; part < 4; part++) {
                out[POSE * geom + 3 + part] = (float) quaternion[part];
            }
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            mj_deleteData(data);
            mj_deleteModel(model);
        }
    }

    private void require(String what, int given, int expected) {
        if (given != expected) {
            throw new IllegalArgumentException(
                    "%d %s given for a pose of %s, expected %d"
                            .formatted(given, what, name, expected));
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "The kinematics of " + name + " are closed; open others");
        }
    }
}
