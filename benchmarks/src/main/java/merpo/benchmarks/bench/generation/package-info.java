/** How fast datasets are made, beside how fast their environments step. */
package merpo.benchmarks.bench.generation;
