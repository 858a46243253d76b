/**
 * HDF5 files of row arrays and attributes: probed in plain Java, then written and read through
 * libhdf5, whose handles and native memory are owned here alone, or past it by our own filters.
 * Knows nothing of what the rows mean.
 *
 * <p>Internal: changes without notice.
 */
package merpo.datagen.hdf5;
