/**
 * Environments described for people, from their definitions alone.
 *
 * <p>Internal: changes without notice.
 */
package merpo.envs.catalog;
