/**
 * A soft actor-critic with a state value, under a task embedding: what FOCAL and PEARL share.
 *
 * <p>Internal: changes without notice.
 */
package merpo.agents.context.soft;
