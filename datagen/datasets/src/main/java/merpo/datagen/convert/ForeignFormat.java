package merpo.datagen.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Layouts that are read. */
public enum ForeignFormat {
    /** Our own: rows at the root of an HDF5 file, provenance in attributes. */
    MERPO,
    /** Rows at the root of an HDF5 file, versions 0 to 2. */
    D4RL,
    /** A directory with metadata.json and one HDF5 group per episode. */
    MINARI,
    /** HDF5 with {@code obs} and {@code next_obs}, each episode backwards, LZF. */
    MACAW,
    /** A folder per task with {@code obs.npy} and others. */
    FOCAL;

    /** As on the command line: "d4rl". */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ForeignFormat of(String text) {
        return Arrays.stream(values())
                .filter(format -> format.text().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "format \"%s\" is not known, must be one of %s"
                                                .formatted(text, all())));
    }

    private static String all() {
        return Arrays.stream(values()).map(ForeignFormat::text).collect(Collectors.joining(", "));
    }

    /** Looks at names only. */
    static ForeignFormat detect(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return directory(path);
        }
        try (ForeignHdf5 file = ForeignHdf5.open(path)) {
            if (file.textAttribute("", "schema").filter("merpo-dataset"::equals).isPresent()) {
                return MERPO;
            } else if (file.has("observations") && file.has("actions")) {
                return D4RL;
            } else if (file.has("obs") && file.has("next_obs")) {
                return MACAW;
            } else if (file.isGroup("episode_0")) {
                return MINARI;
            }
            throw new IllegalArgumentException(
                    "its root has %s: neither D4RL's names (observations, actions), nor MACAW's (obs, next_obs), nor Minari's (episode_0). Say what it is: --from FORMAT"
                            .formatted(file.names("").stream().limit(12).toList()));
        }
    }

    private static ForeignFormat directory(Path path) throws IOException {
        if (MinariImport.folder(path).isPresent()) {
            return MINARI;
        }
        try (Stream<Path> two = Files.walk(path, 2)) {
            if (two.anyMatch(file -> file.getFileName().toString().equals(FocalImport.FIRST))) {
                return FOCAL;
            }
        }
        throw new IllegalArgumentException(
                "this directory has neither data/metadata.json (Minari) nor %s in it or in its folders (FOCAL). Name one dataset"
                        .formatted(FocalImport.FIRST));
    }
}
