/** Policies tried in the real environment, and their returns as scores. */
package merpo.benchmarks.evaluation;
