/** What learners remember between two steps, so that a killed one goes on with the same numbers. */
package merpo.datagen.snapshot;
