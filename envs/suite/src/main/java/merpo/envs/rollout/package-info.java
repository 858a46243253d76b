/**
 * Rollouts as files: a start and its actions, what came of them, and how far two accounts of it lie
 * apart. Reads what other implementations recorded and plays it here.
 */
package merpo.envs.rollout;
