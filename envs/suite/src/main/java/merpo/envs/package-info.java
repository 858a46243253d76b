/**
 * Environments and the batch that steps them. A definition says what an environment is; {@link
 * merpo.envs.VectorEnvironment} runs many simulations of it in lockstep.
 */
package merpo.envs;
