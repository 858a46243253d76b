package merpo.datagen.convert;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import merpo.datagen.dataset.DatasetFiles;

/** Tells a layout by the names in a file or directory. */
final class FormatDetection {
    private FormatDetection() {}

    static ForeignFormat of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return directory(path);
        }
        if (isZip(path)) {
            return ForeignFormat.D3RLPY;
        }
        try (ForeignHdf5 file = ForeignHdf5.open(path)) {
            if (file.attribute("schema").filter("merpo-dataset"::equals).isPresent()) {
                return ForeignFormat.MERPO;
            } else if (file.has("obs") || file.has("next_obs")) {
                return ForeignFormat.MACAW;
            } else if (file.has("observations") || file.has("actions")) {
                return ForeignFormat.D4RL;
            } else if (file.isGroup("episode_0")) {
                return ForeignFormat.MINARI;
            }
            throw new IllegalArgumentException(
                    "its root has %s: neither D4RL's names (observations, actions), nor MACAW's (obs, next_obs), nor Minari's (episode_0). No other layout is read: write its arrays under D4RL's names"
                            .formatted(file.names().stream().limit(12).toList()));
        }
    }

    /** As every archive of NumPy begins. */
    private static boolean isZip(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(2), new byte[] {'P', 'K'});
        }
    }

    private static ForeignFormat directory(Path path) throws IOException {
        if (MinariImport.folder(path).isPresent()) {
            return ForeignFormat.MINARI;
        }
        if (!FocalImport.folders(path).isEmpty()) {
            return ForeignFormat.FOCAL;
        }
        List<Path> files = DatasetFiles.in(path);
        if (!files.isEmpty()) {
            throw new IllegalArgumentException(
                    "it holds %d datasets, and one is read at a time. Name one of them, such as %s"
                            .formatted(files.size(), files.get(0)));
        }
        throw new IllegalArgumentException(
                "this directory has neither data/metadata.json (Minari) nor %s in it or in its folders (FOCAL). Name one dataset"
                        .formatted(FocalImport.FIRST));
    }
}
