/** Transitions in memory, as primitive arrays, and the batches drawn from them. */
package merpo.datagen.replay;
