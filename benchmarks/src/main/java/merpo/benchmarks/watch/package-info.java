/**
 * A running training on one screen, drawn from the tables of its run directory alone, so that a
 * second terminal sees what the first one sees.
 */
package merpo.benchmarks.watch;
