/** Formats and checksums of files that hold arrays: safetensors, SHA-256 of a file. */
package merpo.datagen.storage;
