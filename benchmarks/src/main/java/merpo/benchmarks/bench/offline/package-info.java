/** Offline learners of other libraries on our datasets, tried by our trials. */
package merpo.benchmarks.bench.offline;
