/**
 * Task embeddings from transitions: what learners of many tasks share that act on (s, z). Its room
 * {@code soft} holds an actor-critic for them.
 */
package merpo.agents.context;
