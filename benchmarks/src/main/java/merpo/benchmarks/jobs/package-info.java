/**
 * A list of jobs as child processes of this program: each is one command line of merpo that fills
 * one directory. Jobs know which others they need; the runner starts as many at a time as it may,
 * accepts what is finished, goes on when one fails and takes every child with it when it ends. What
 * a job computes is not known here.
 */
package merpo.benchmarks.jobs;
