package merpo.datagen.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import merpo.datagen.storage.Safetensors;

/** Whether files that a finished work left are there, and whole. */
public final class Leaves {
    private Leaves() {}

    /** The first that is not, in words; empty where all are. */
    public static Optional<String> flaw(Path root, List<String> names) {
        return names.stream().flatMap(name -> flaw(root, name).stream()).findFirst();
    }

    private static Optional<String> flaw(Path root, String name) {
        Path file = root.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.of(name + " is missing");
        }
        try {
            if (name.endsWith(".safetensors")) {
                var unused = Safetensors.read(file);
            } else if (name.endsWith(".csv")) {
                var unused = CsvTable.read(file);
            }
            return Optional.empty();
        } catch (IOException | Refusal e) {
            return Optional.of(name + " is damaged");
        }
    }
}
