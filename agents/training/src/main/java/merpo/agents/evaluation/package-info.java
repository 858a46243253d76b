/**
 * Policies tried in the real environment, their returns as scores, and models judged on held-out
 * rows.
 */
package merpo.agents.evaluation;
