/**
 * Other programs, started safely: run to their end or asked line by line, never left behind, and
 * quoted when they fail.
 *
 * <p>Internal: changes without notice.
 */
package merpo.datagen.process;
