/** How files of this module reach the disk. */
package merpo.envs.storage;
