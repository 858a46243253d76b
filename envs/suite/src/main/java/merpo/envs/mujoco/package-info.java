/**
 * MuJoCo, wrapped: {@link merpo.envs.mujoco.SimulationBatch} is the only owner of native memory.
 */
package merpo.envs.mujoco;
