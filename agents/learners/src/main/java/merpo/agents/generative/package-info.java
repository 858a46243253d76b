/**
 * Batch-constrained Q-learning (Fujimoto, Meger, Precup, ICML 2019): actions are proposed by a
 * generative model of the data and chosen by critics. Its networks are stacked, one for each task,
 * or shared by all tasks under an embedding z (agents/PAPERS.md, "Contextual BCQ").
 *
 * <p>Internal: changes without notice.
 */
package merpo.agents.generative;
