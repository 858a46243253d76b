/**
 * Datasets of other projects as ours, and ours as theirs. What they leave open is decided by rules
 * that every result lists; what nobody knows is called unknown. Their files are read by a library
 * in plain Java, with sizes checked before memory is taken.
 */
package merpo.datagen.convert;
