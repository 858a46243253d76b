/**
 * The lowest code that trains: stacks of equal networks, the squashed Gaussian, one optimizer step.
 *
 * <p>Every weight carries the leading axes {@code [task, member, ...]}, so that independent
 * learners of the same shape are one batched matrix product. All losses are sums of per-task
 * losses; no number of one task reaches another, and a stack trains exactly like its tasks one by
 * one.
 */
package merpo.datagen.nn;
