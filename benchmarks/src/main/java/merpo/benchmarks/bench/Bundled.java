package merpo.benchmarks.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import merpo.datagen.process.ProgramException;

/** Programs in other languages that the jar carries. */
public final class Bundled {
    private Bundled() {}

    /** Writes one into the directory. */
    public static Path write(String name, Path directory) throws ProgramException {
        Path file = directory.resolve(name);
        try (InputStream in = Bundled.class.getResourceAsStream("/merpo/bench/" + name)) {
            if (in == null) {
                throw new ProgramException(
                        "The jar has no /merpo/bench/" + name + "; build it again");
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new ProgramException(file + " cannot be written: " + e, e);
        }
    }
}
