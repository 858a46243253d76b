/**
 * How numbers are summarized, in one place for every floor: what a dataset file stores, a table of
 * returns lists and a figure draws are the same mean, the same standard deviation.
 */
package merpo.datagen.statistics;
