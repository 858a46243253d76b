/**
 * Files of any bytes at all, given to every reader: it returns, or refuses in words. {@code mvn
 * verify} gives them the seeds and what was found before; {@code mvn -Pfuzz verify} looks for more.
 */
package merpo.tests.fuzz;
