/** Soft actor-critic: the behavior policies that make the datasets (agents/PAPERS.md). */
package merpo.datagen.sac;
