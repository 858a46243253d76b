package merpo.datagen.process;

import java.nio.file.Path;
import java.util.Map;

/** The folder for what may be fetched again: {@code ${XDG_CACHE_HOME:-~/.cache}/merpo}. */
public final class Cache {
    private Cache() {}

    /**
     * @param environment variables of this process
     */
    public static Path directory(Map<String, String> environment) {
        String cache = environment.get("XDG_CACHE_HOME");
        return (cache != null && !cache.isEmpty()
                        ? Path.of(cache)
                        : Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("merpo")
                .toAbsolutePath();
    }
}
