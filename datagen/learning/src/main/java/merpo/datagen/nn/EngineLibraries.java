package merpo.datagen.nn;

import ai.djl.util.Platform;
import ai.djl.util.Utils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import merpo.datagen.process.NativeCaches;
import merpo.datagen.run.Refusal;

/** The engine's native libraries before they are loaded: none but our own, and whole. */
final class EngineLibraries {
    /** They make DJL look for another PyTorch; images of PyTorch and of NVIDIA set the first. */
    private static final List<String> FOREIGN =
            List.of("PYTORCH_VERSION", "PYTORCH_FLAVOR", "DJL_DEFAULT_ENGINE");

    private EngineLibraries() {}

    /**
     * @param environment variables of this process
     * @throws Refusal where it would be another engine, or one that others could have written
     */
    static void prepare(Map<String, String> environment) {
        String chosen = Utils.getEnvOrSystemProperty("PYTORCH_LIBRARY_PATH");
        if (chosen != null && Files.isDirectory(Path.of(chosen))) {
            return; // on purpose, for a graphics processor; DJL passes over what is not there
        }
        Platform platform = Platform.detectPlatform("pytorch");
        requireOwn(environment, platform.getVersion());
        NativeCaches.prepare(environment);
        if (!platform.isPlaceholder()) {
            removeTorn(platform, Utils.getEngineCacheDir("pytorch"));
        }
    }

    /** Nothing in the environment names another engine. */
    static void requireOwn(Map<String, String> environment, String version) {
        for (String name : FOREIGN) {
            String value = environment.get(name);
            boolean same =
                    value == null
                            || value.isEmpty()
                            || value.equals("PyTorch")
                            || (name.equals("PYTORCH_VERSION") && version.startsWith(value));
            if (!same) {
                throw new Refusal(
                        "%s is \"%s\" in the environment, so that DJL looks for another engine than PyTorch %s, which merpo brings. Unset it: env -u %s ..."
                                .formatted(name, value, version, name));
            }
        }
    }

    /**
     * Unpacked libraries that were cut short end the process without a word when they are loaded;
     * they are unpacked again.
     */
    static void removeTorn(Platform platform, Path cache) {
        Path folder =
                cache.resolve(
                        "%s-%s-%s"
                                .formatted(
                                        platform.getVersion(),
                                        platform.getFlavor(),
                                        platform.getClassifier()));
        if (!Files.exists(folder)) {
            return;
        }
        for (String library : platform.getLibraries()) {
            Path unpacked = folder.resolve(library);
            if (!whole(unpacked, resource(platform, library))) {
                Utils.deleteQuietly(folder);
                if (Files.exists(folder)) {
                    throw new Refusal(
                            "%s is cut short, and cannot be removed to be unpacked again. Delete its directory"
                                    .formatted(unpacked));
                }
                return;
            }
        }
    }

    private static String resource(Platform platform, String library) {
        return "pytorch/%s/%s/%s"
                .formatted(platform.getFlavor(), platform.getClassifier(), library);
    }

    private static boolean whole(Path unpacked, String resource) {
        URL packed = Platform.class.getClassLoader().getResource(resource);
        try {
            return packed == null
                    || (Files.exists(unpacked)
                            && Files.size(unpacked)
                                    == packed.openConnection().getContentLengthLong());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
