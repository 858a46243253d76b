/**
 * What runs in Apache Spark: a driver that takes orders by its input and answers by its output, and
 * a task for each order, which starts merpo as a process of its own. Spark's libraries and merpo's
 * do not bear each other: this package knows nothing else of merpo, and is all of it that Spark
 * sees.
 */
package merpo.benchmarks.spark;
