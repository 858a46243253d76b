/**
 * The command line. A command parses, asks the house behind it to work, and says what came of it;
 * it computes nothing. Exit status: 0 done, 1 failed, 2 wrong usage, 75 busy, 130 interrupted.
 */
package merpo.benchmarks.cli;
