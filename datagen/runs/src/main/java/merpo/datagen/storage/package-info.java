/**
 * Formats and checksums of files that hold arrays: safetensors, SHA-256 of a file.
 *
 * <p>Internal: changes without notice.
 */
package merpo.datagen.storage;
