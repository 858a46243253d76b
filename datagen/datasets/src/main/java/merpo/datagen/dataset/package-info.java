/**
 * Offline datasets: transitions in memory, recorded episode by episode, and their HDF5 files with
 * D4RL's arrays at the root and provenance as attributes. A file is written once, verified, and
 * only then gets its name; it is verified again whenever it is read.
 */
package merpo.datagen.dataset;
