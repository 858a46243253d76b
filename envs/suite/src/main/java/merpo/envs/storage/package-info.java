/**
 * How files come into being here: whole or not at all. Every file that another run relies on
 * (tasks, rollouts, datasets, manifests, checkpoints, reports) is written through {@link
 * merpo.envs.storage.AtomicFile}.
 *
 * <p>Internal: changes without notice.
 */
package merpo.envs.storage;
