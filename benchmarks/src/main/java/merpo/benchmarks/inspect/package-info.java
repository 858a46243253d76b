/**
 * What is in a dataset and whether it is sound: facts, checks with a verdict each, a histogram of
 * returns; as text, as JSON, and as a page.
 */
package merpo.benchmarks.inspect;
