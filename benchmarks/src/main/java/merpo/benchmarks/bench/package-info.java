/**
 * Measurements of speed, each against others that do the same work: {@code ./merpo bench}. Whatever
 * is timed runs in a process of its own, a {@link merpo.benchmarks.bench.Peer}, and one after
 * another.
 */
package merpo.benchmarks.bench;
