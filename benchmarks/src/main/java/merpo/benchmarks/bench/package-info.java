/**
 * Measurements of speed, each against others that do the same work: {@code ./merpo bench}. A {@link
 * merpo.benchmarks.bench.Bench} is contenders that take turns at {@link
 * merpo.benchmarks.bench.Work}s; whatever is timed runs in a process of its own. The packages below
 * say what is timed.
 */
package merpo.benchmarks.bench;
