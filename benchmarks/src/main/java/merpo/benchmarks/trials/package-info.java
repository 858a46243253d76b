/**
 * Scores that policies reached along the steps of their runs, and what they come to: the same ends,
 * best evaluations, means and intervals for figures, sweeps and reports.
 */
package merpo.benchmarks.trials;
