/** Task embeddings from transitions: what learners of many tasks share that act on (s, z). */
package merpo.agents.context;
