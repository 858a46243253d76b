/**
 * MuJoCo, wrapped. Two classes own native memory: {@link merpo.envs.mujoco.SimulationBatch} for
 * stepping, {@link merpo.envs.mujoco.Kinematics} for drawing.
 */
package merpo.envs.mujoco;
