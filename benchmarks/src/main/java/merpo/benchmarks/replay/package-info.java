/** Rollouts as one self-contained page with a 3-D view, and as pictures of that page. */
package merpo.benchmarks.replay;
