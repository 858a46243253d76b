/** Environment steps per second: ours, a C program, Gymnasium, EnvPool. */
package merpo.benchmarks.bench.stepping;
