package merpo.datagen.dataset;

import java.nio.file.Path;

/**
 * A published dataset file.
 *
 * @param bytes its size
 * @param fileSha256 what a download checks
 * @param contentSha256 the digest of rows and attributes, independent of compression
 */
public record WrittenFile(Path path, long bytes, String fileSha256, String contentSha256) {}
