/**
 * Figures of the MerPO paper as data: the runs each needs, its panels, and what the paper claims as
 * predicates over the measured curves. A claim that does not hold is a result like any other;
 * nothing here makes it hold.
 */
package merpo.benchmarks.paper;
