/**
 * The learned model of the environment: an ensemble of probabilistic networks, and rollouts in it.
 */
package merpo.agents.dynamics;
