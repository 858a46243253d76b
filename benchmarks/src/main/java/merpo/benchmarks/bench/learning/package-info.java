/**
 * The learning work that is timed: each {@link merpo.benchmarks.bench.learning.LearningCase} is one
 * kind of update on random data, and {@link merpo.benchmarks.bench.learning.LearningWork#all} is
 * the list of them.
 */
package merpo.benchmarks.bench.learning;
