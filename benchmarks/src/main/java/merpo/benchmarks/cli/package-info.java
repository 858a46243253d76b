/**
 * The command line. A command parses, asks the {@link merpo.datagen.run.StageFactory} and runs a
 * {@link merpo.datagen.run.Pipeline}; it computes nothing. Exit status: 0 done, 1 failed, 2 wrong
 * usage, 130 interrupted.
 */
package merpo.benchmarks.cli;
