/** Speed of dataset files: ours and h5py's. */
package merpo.benchmarks.bench.data;
