/** The report of trainings: one self-contained page, and the last lines on the terminal. */
package merpo.benchmarks.report;
