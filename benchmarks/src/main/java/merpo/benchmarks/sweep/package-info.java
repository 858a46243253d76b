/**
 * Any list of trainings as a grid: every combination of learners, datasets and settings, its jobs
 * and what came of them as one table.
 */
package merpo.benchmarks.sweep;
