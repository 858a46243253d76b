package merpo.envs.mujoco;

import static merpo.envs.mujoco.capi.global.MuJoCo.mjOBJ_BODY;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjOBJ_JOINT;
import static merpo.envs.mujoco.capi.global.MuJoCo.mj_id2name;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import merpo.envs.mujoco.capi.mjModel;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;

/**
 * What Java needs to know of a compiled model. Copies; nothing native.
 *
 * @param positionSize nq
 * @param velocitySize nv
 * @param controlSize nu
 * @param bodySize nbody, the world included
 * @param timestep of the physics [s]
 * @param referencePose [nq]
 * @param masses [nbody] [kg]
 * @param inertias [nbody * 3] principal [kg m^2]
 * @param dampings [nv] of the degrees of freedom [N s/m or N m s/rad]
 * @param frictions [ngeom * 3] sliding, torsional, rolling
 * @param positions first position of each joint, by name
 * @param velocities first velocity of each joint, by name
 * @param bodies index of each body, by name
 */
public record ModelSummary(
        int positionSize,
        int velocitySize,
        int controlSize,
        int bodySize,
        double timestep,
        List<Double> referencePose,
        List<Double> masses,
        List<Double> inertias,
        List<Double> dampings,
        List<Double> frictions,
        Map<String, Integer> positions,
        Map<String, Integer> velocities,
        Map<String, Integer> bodies) {

    static ModelSummary of(mjModel model) {
        int joints = Math.toIntExact(model.njnt());
        int bodyCount = Math.toIntExact(model.nbody());
        int positionCount = Math.toIntExact(model.nq());
        Map<String, Integer> positions = new LinkedHashMap<>();
        Map<String, Integer> velocities = new LinkedHashMap<>();
        for (int joint = 0; joint < joints; joint++) {
            String name = name(model, mjOBJ_JOINT, joint);
            positions.put(name, model.jnt_qposadr().get(joint));
            velocities.put(name, model.jnt_dofadr().get(joint));
        }
        Map<String, Integer> bodies = new LinkedHashMap<>();
        for (int body = 0; body < bodyCount; body++) {
            bodies.put(name(model, mjOBJ_BODY, body), body);
        }
        return new ModelSummary(
                positionCount,
                Math.toIntExact(model.nv()),
                Math.toIntExact(model.nu()),
                bodyCount,
                model.opt().timestep(),
                copy(model.qpos0(), positionCount),
                copy(model.body_mass(), bodyCount),
                copy(model.body_inertia(), bodyCount * 3),
                copy(model.dof_damping(), Math.toIntExact(model.nv())),
                copy(model.geom_friction(), Math.toIntExact(model.ngeom()) * 3),
                positions,
                velocities,
                bodies);
    }

    private static String name(mjModel model, int type, int id) {
        BytePointer name = mj_id2name(model, type, id);
        return name == null ? "unnamed-" + id : name.getString();
    }

    private static List<Double> copy(DoublePointer from, int size) {
        double[] to = new double[size];
        from.get(to);
        return Arrays.stream(to).boxed().toList();
    }
}
