/**
 * Offline datasets: transitions in memory, recorded episode by episode, and their files with D4RL's
 * arrays at the root and provenance as attributes. A file is written once, verified, and only then
 * gets its name; it is verified again whenever it is read. How its bytes lie is the business of
 * {@code merpo.datagen.hdf5}.
 */
package merpo.datagen.dataset;
