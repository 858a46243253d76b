package merpo.envs.mujoco;

import static merpo.envs.mujoco.capi.global.MuJoCo.mjOBJ_GEOM;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjs_asGeom;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjs_findElement;

import merpo.envs.mujoco.capi.mjSpec;
import merpo.envs.mujoco.capi.mjsElement;
import merpo.envs.mujoco.capi.mjsGeom;

/**
 * One number of a model that an environment sets differently from the file; done before compiling.
 */
public sealed interface ModelEdit {
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

    private static mjsGeom named(mjSpec spec, String name) {
        mjsElement element = mjs_findElement(spec, mjOBJ_GEOM, name);
        if (element == null) {
            throw new IllegalArgumentException("The model has no geom \"" + name + "\" to edit");
        }
        return mjs_asGeom(element);
    }
}
