/** Environments described for people, from their definitions alone. */
package merpo.envs.catalog;
