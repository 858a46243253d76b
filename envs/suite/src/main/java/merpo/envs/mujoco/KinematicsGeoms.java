package merpo.envs.mujoco;

import static merpo.envs.mujoco.capi.global.MuJoCo.mjGEOM_BOX;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjGEOM_CAPSULE;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjGEOM_CYLINDER;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjGEOM_ELLIPSOID;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjGEOM_PLANE;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjGEOM_SPHERE;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjOBJ_GEOM;
import static merpo.envs.mujoco.capi.global.MuJoCo.mj_id2name;

import java.util.ArrayList;
import java.util.List;
import merpo.envs.mujoco.Kinematics.Geom;
import merpo.envs.mujoco.Kinematics.Shape;
import merpo.envs.mujoco.capi.mjModel;
import org.bytedeco.javacpp.BytePointer;

/** Reads the geoms of a compiled model. Copies; nothing native stays. */
final class KinematicsGeoms {
    private static final List<Float> UNCOLOURED = List.of(0.5f, 0.5f, 0.5f, 1f);

    private KinematicsGeoms() {}

    static List<Geom> of(mjModel model) {
        int count = Math.toIntExact(model.ngeom());
        List<Geom> geoms = new ArrayList<>(count);
        for (int geom = 0; geom < count; geom++) {
            geoms.add(geom(model, geom));
        }
        return List.copyOf(geoms);
    }

    private static Geom geom(mjModel model, int geom) {
        BytePointer name = mj_id2name(model, mjOBJ_GEOM, geom);
        return new Geom(
                name == null ? "geom-" + geom : name.getString(),
                model.geom_bodyid().get(geom),
                shape(model.geom_type().get(geom)),
                numbers(geom, 3, model.geom_size()::get),
                colour(model, geom),
                numbers(geom, 3, model.geom_pos()::get),
                numbers(geom, 4, model.geom_quat()::get));
    }

    /** As in MuJoCo: a material colours the geoms that have no colour of their own. */
    private static List<Float> colour(mjModel model, int geom) {
        List<Float> own = colour(geom, model.geom_rgba()::get);
        int material = model.geom_matid().get(geom);
        return material >= 0 && own.equals(UNCOLOURED)
                ? colour(material, model.mat_rgba()::get)
                : own;
    }

    private static List<Float> colour(int row, FloatAt at) {
        return List.of(
                at.get(4L * row), at.get(4L * row + 1), at.get(4L * row + 2), at.get(4L * row + 3));
    }

    private static List<Double> numbers(int row, int width, DoubleAt at) {
        List<Double> numbers = new ArrayList<>(width);
        for (int k = 0; k < width; k++) {
            numbers.add(at.get((long) row * width + k));
        }
        return numbers;
    }

    private static Shape shape(int type) {
        return switch (type) {
            case mjGEOM_PLANE -> Shape.PLANE;
            case mjGEOM_SPHERE -> Shape.SPHERE;
            case mjGEOM_CAPSULE -> Shape.CAPSULE;
            case mjGEOM_BOX -> Shape.BOX;
            case mjGEOM_CYLINDER -> Shape.CYLINDER;
            case mjGEOM_ELLIPSOID -> Shape.ELLIPSOID;
            default -> Shape.UNSUPPORTED;
        };
    }

    /** A number of a native array. */
    private interface DoubleAt {
        double get(long index);
    }

    /** A number of a native array of floats. */
    private interface FloatAt {
        float get(long index);
    }
}
