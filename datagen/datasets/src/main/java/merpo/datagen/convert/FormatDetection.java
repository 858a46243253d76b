package merpo.datagen.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Tells a layout by the names in a file or directory. */
final class FormatDetection {
    private FormatDetection() {}

    static ForeignFormat of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return directory(path);
        }
        try (ForeignHdf5 file = ForeignHdf5.open(path)) {
            if (file.textAttribute("", "schema").filter("merpo-dataset"::equals).isPresent()) {
                return ForeignFormat.MERPO;
            } else if (file.has("observations") && file.has("actions")) {
                return ForeignFormat.D4RL;
            } else if (file.has("obs") && file.has("next_obs")) {
                return ForeignFormat.MACAW;
            } else if (file.isGroup("episode_0")) {
                return ForeignFormat.MINARI;
            }
            throw new IllegalArgumentException(
                    "its root has %s: neither D4RL's names (observations, actions), nor MACAW's (obs, next_obs), nor Minari's (episode_0). Say what it is: --from FORMAT"
                            .formatted(file.names("").stream().limit(12).toList()));
        }
    }

    private static ForeignFormat directory(Path path) throws IOException {
        if (MinariImport.folder(path).isPresent()) {
            return ForeignFormat.MINARI;
        }
        try (Stream<Path> two = Files.walk(path, 2)) {
            if (two.anyMatch(file -> file.getFileName().toString().equals(FocalImport.FIRST))) {
                return ForeignFormat.FOCAL;
            }
        }
        throw new IllegalArgumentException(
                "this directory has neither data/metadata.json (Minari) nor %s in it or in its folders (FOCAL). Name one dataset"
                        .formatted(FocalImport.FIRST));
    }
}
