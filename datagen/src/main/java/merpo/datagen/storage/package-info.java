/**
 * How files come into being here: whole or not at all. Every file that another run relies on
 * (datasets, manifests, checkpoints, reports) is written through {@link
 * merpo.datagen.storage.AtomicFile}.
 */
package merpo.datagen.storage;
