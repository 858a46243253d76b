/** Imitation of a dataset by maximum likelihood: a baseline, and the reference of divergences. */
package merpo.agents.clone;
