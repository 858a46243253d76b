package merpo.datagen.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import merpo.envs.storage.AtomicFile;

/** Writes a whole file or none, over an older one; a failure says what a user can do. */
public final class AtomicText {
    private AtomicText() {}

    /** Replaces a file by this text, whole or not at all. */
    public static void write(Path file, String content) {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces a file by these bytes, whole or not at all. */
    public static void write(Path file, byte[] content) {
        try {
            AtomicFile.write(file, AtomicFile.Existing.REPLACE, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
