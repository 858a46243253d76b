package merpo.datagen.convert;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

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
    FOCAL,
    /** Flat arrays as one .npz, as d3rlpy's {@code MDPDataset} takes them. */
    D3RLPY;

    /** As on the command line: "d4rl". */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of this name, as on the command line. */
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
}
