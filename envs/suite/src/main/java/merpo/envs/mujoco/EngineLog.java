package merpo.envs.mujoco;

import static merpo.envs.mujoco.capi.global.MuJoCo.mju_getLogConfig;
import static merpo.envs.mujoco.capi.global.MuJoCo.mju_setLogConfig;

import merpo.envs.mujoco.capi.mjLogConfig;

/** Warnings are counted per simulation and read after each step, so no log file appears. */
final class EngineLog {
    private EngineLog() {}

    static void silence() {
        try (mjLogConfig quiet = mju_getLogConfig()) {
            mju_setLogConfig(quiet.logto_console(false).logto_file(false));
        }
    }
}
