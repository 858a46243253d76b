package merpo.envs.mujoco;

import static merpo.envs.mujoco.capi.global.MuJoCo.mjDSBL_ISLAND;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjOBJ_GEOM;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjs_addPair;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjs_asGeom;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjs_findElement;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjs_firstElement;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjs_getName;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjs_getString;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjs_nextElement;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjs_setString;

import java.util.ArrayList;
import java.util.List;
import merpo.envs.mujoco.capi.mjOption;
import merpo.envs.mujoco.capi.mjSpec;
import merpo.envs.mujoco.capi.mjsElement;
import merpo.envs.mujoco.capi.mjsGeom;
import merpo.envs.mujoco.capi.mjsPair;
import org.bytedeco.javacpp.DoublePointer;

/**
 * One number of a model that an environment sets differently from the file; done before compiling.
 */
public sealed interface ModelEdit {
    /** Changes what the model is compiled from. */
    void apply(mjSpec spec);

    /** Physics step [s]. */
    record Timestep(double seconds) implements ModelEdit {
        @Override
        public void apply(mjSpec spec) {
            spec.option().timestep(seconds);
        }
    }

    /** Distance at which a geom's contacts begin [m]. */
    record Margin(String geom, double metres) implements ModelEdit {
        @Override
        public void apply(mjSpec spec) {
            named(spec, geom).margin(metres);
        }
    }

    /** Sliding friction of a geom. */
    record Friction(String geom, double coefficient) implements ModelEdit {
        @Override
        public void apply(mjSpec spec) {
            named(spec, geom).friction(0, coefficient);
        }
    }

    /**
     * Solves all constraints at once instead of looking for independent groups of them first. A
     * robot is one group, so the numbers stay the same, bit for bit, and a step costs a twentieth
     * less.
     */
    record OneIsland() implements ModelEdit {
        @Override
        public void apply(mjSpec spec) {
            mjOption option = spec.option();
            option.disableflags(option.disableflags() | mjDSBL_ISLAND);
        }
    }

    /**
     * Looks for contacts between a floor and every other geom only, by name, instead of searching
     * all pairs. Where nothing else can touch, the numbers stay the same, bit for bit, and a step
     * costs a tenth less. Frictions are those of the file and of earlier edits: a task can no
     * longer change them.
     */
    record FloorContactsOnly(String floor) implements ModelEdit {
        @Override
        public void apply(mjSpec spec) {
            mjsGeom ground = named(spec, floor);
            List<mjsGeom> others = new ArrayList<>();
            for (mjsElement element = mjs_firstElement(spec, mjOBJ_GEOM);
                    element != null;
                    element = mjs_nextElement(spec, element)) {
                mjsGeom geom = mjs_asGeom(element);
                if (!geom.equals(ground)) {
                    others.add(geom);
                }
            }
            for (mjsGeom other : others) {
                pair(spec, ground, other);
                other.contype(0).conaffinity(0);
            }
            ground.contype(0).conaffinity(0);
        }

        /** What the engine makes of two geoms that it finds itself. */
        private static void pair(mjSpec spec, mjsGeom ground, mjsGeom other) {
            mjsPair pair = mjs_addPair(spec, null);
            mjs_setString(pair.geomname1(), mjs_getString(mjs_getName(ground.element())));
            mjs_setString(pair.geomname2(), mjs_getString(mjs_getName(other.element())));
            pair.condim(Math.max(ground.condim(), other.condim()));
            pair.margin(ground.margin() + other.margin());
            int[] source = {0, 0, 1, 2, 2}; // sliding twice, torsional, rolling twice
            for (int k = 0; k < source.length; k++) {
                int from = source[k];
                pair.friction(k, Math.max(ground.friction(from), other.friction(from)));
            }
            copyIfEqual(ground.solref(), other.solref(), pair.solref(), 2);
            copyIfEqual(ground.solimp(), other.solimp(), pair.solimp(), 5);
        }

        private static void copyIfEqual(
                DoublePointer ground, DoublePointer other, DoublePointer pair, int size) {
            for (int k = 0; k < size; k++) {
                if (ground.get(k) != other.get(k)) {
                    throw new IllegalArgumentException(
                            "Floor and robot have different contact softness; mixing it is left to the engine");
                }
                pair.put(k, ground.get(k));
            }
        }
    }

    private static mjsGeom named(mjSpec spec, String name) {
        mjsElement element = mjs_findElement(spec, mjOBJ_GEOM, name);
        if (element == null) {
            throw new IllegalArgumentException("The model has no geom \"" + name + "\" to edit");
        }
        return mjs_asGeom(element);
    }
}
