/** Policies played in environments: for evaluation, for datasets. */
package merpo.datagen.rollout;
