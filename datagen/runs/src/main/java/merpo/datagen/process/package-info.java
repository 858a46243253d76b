/**
 * Other programs, started safely: run to their end or asked line by line, never left behind, and
 * quoted when they fail.
 */
package merpo.datagen.process;
