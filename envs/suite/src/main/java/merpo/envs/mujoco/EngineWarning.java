package merpo.envs.mujoco;

import static merpo.envs.mujoco.capi.global.MuJoCo.mjNWARNING;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjWARN_BADCTRL;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjWARN_BADQACC;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjWARN_BADQPOS;
import static merpo.envs.mujoco.capi.global.MuJoCo.mjWARN_BADQVEL;

import java.nio.IntBuffer;

/**
 * Warnings after which a state means nothing: the engine has silently reset the simulation, and the
 * next observation would look perfectly healthy.
 */
enum EngineWarning {
    POSITION(mjWARN_BADQPOS, "qpos"),
    VELOCITY(mjWARN_BADQVEL, "qvel"),
    ACCELERATION(mjWARN_BADQACC, "qacc"),
    CONTROL(mjWARN_BADCTRL, "ctrl");

    /** Counters per simulation. */
    static final int COUNTERS = mjNWARNING;

    private static final EngineWarning[] ALL = values();

    private final int counter;
    private final String quantity;

    EngineWarning(int counter, String quantity) {
        this.counter = counter;
        this.quantity = quantity;
    }

    /**
     * What a simulation's counters say; null where all is well.
     *
     * @param counters pairs of (index of the bad entry, times raised), {@link #COUNTERS} of them
     *     per simulation
     */
    static String read(IntBuffer counters, int simulation) {
        for (EngineWarning warning : ALL) {
            int at = 2 * (simulation * COUNTERS + warning.counter);
            if (counters.get(at + 1) > 0) {
                return "%s[%d] is not finite or huge".formatted(warning.quantity, counters.get(at));
            }
        }
        return null;
    }
}
