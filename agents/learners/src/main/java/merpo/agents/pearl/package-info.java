/**
 * Batch PEARL: Rakelly, Zhou, Quillen, Finn, Levine, ICML 2019, on fixed data (agents/PAPERS.md,
 * "Batch PEARL").
 */
package merpo.agents.pearl;
