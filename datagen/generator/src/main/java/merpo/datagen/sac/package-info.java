/** Soft actor-critic: the behaviour policies that make the datasets (facts/algorithms.md 1). */
package merpo.datagen.sac;
