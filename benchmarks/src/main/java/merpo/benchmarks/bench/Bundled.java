package merpo.benchmarks.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Programs in other languages that the jar carries. */
final class Bundled {
    private Bundled() {}

    /** Writes one into the directory. */
    static Path write(String name, Path directory) throws PeerException {
        Path file = directory.resolve(name);
        try (InputStream in = Bundled.class.getResourceAsStream("/merpo/bench/" + name)) {
            if (in == null) {
                throw new PeerException("The jar has no /merpo/bench/" + name + "; build it again");
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new PeerException(file + " cannot be written: " + e, e);
        }
    }
}
