/**
 * A list of jobs: each is one command line of merpo that fills one directory. Jobs know which
 * others they need; the runner starts as many at a time as the place has room for, accepts what is
 * finished, goes on when one fails. A place runs them: child processes of this program, which end
 * when it does, or tasks of Apache Spark, which start the same processes on other machines. What a
 * job computes is not known here.
 */
package merpo.benchmarks.jobs;
