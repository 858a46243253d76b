/** The stations of an experiment, each reading and writing one run directory. */
package merpo.benchmarks.experiment.stage;
