/** Experiments as data: the configuration of a run, its presets, and where its results lie. */
package merpo.benchmarks.experiment;
