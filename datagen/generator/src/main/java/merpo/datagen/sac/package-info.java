/** Soft actor-critic: the behaviour policies that make the datasets (agents/PAPERS.md). */
package merpo.datagen.sac;
