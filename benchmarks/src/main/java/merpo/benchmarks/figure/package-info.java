/**
 * Figures of a run: each reads one table of the run directory and becomes a chart, a caption and
 * the numbers behind it. The same table gives the same bytes.
 */
package merpo.benchmarks.figure;
