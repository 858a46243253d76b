package merpo.datagen.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.envs.storage.Resources;

/** Files of settings in the assets, below {@code merpo/presets}. */
public final class PresetFiles {
    private static final String HOME = "/merpo/presets/";

    private PresetFiles() {}

    /**
     * @param file below {@code merpo/presets}, such as {@code rac/hopper.yaml}
     */
    public static Optional<String> text(String file) {
        try (InputStream in = Resources.open(HOME + file)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Settings in layers, as {@link ConfigYaml#layered} lays them.
     *
     * @param names of YAML files without their ending; those that do not exist change nothing
     */
    public static JsonNode layered(List<String> names) {
        Map<String, String> layers = new LinkedHashMap<>();
        for (String name : names) {
            text(name + ".yaml").ifPresent(text -> layers.put(name, text));
        }
        return ConfigYaml.layered(layers);
    }
}
