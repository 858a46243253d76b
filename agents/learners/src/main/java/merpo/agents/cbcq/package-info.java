/**
 * Contextual BCQ, the baseline that Li et al. compare MBML with: BCQ whose networks read a task
 * embedding (agents/PAPERS.md, "Contextual BCQ").
 */
package merpo.agents.cbcq;
