package merpo.agents.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Setting;

/**
 * How large networks and batches may be, whatever method has them: far above what any paper uses,
 * and below what no machine can hold. Known at once, not when the first network is made.
 */
final class Sizes {
    private static final Map<String, Integer> MOST =
            Map.of(
                    "hiddenLayers", 64,
                    "width", 8192,
                    "advantageWidth", 8192,
                    "code", 8192,
                    "latent", 8192,
                    "members", 1000,
                    "batch", 1 << 20,
                    "rows", 1 << 24,
                    "capacity", 1 << 28);

    private Sizes() {}

    /** Refuses a setting that is too large, by its path. */
    static void require(String path, Record settings) {
        require(path, ConfigYaml.tree(settings));
    }

    private static void require(String path, JsonNode tree) {
        tree.properties()
                .forEach(
                        entry -> {
                            String name = path + "." + entry.getKey();
                            JsonNode value = entry.getValue();
                            int most = MOST.getOrDefault(entry.getKey(), Integer.MAX_VALUE);
                            if (value.isNumber()) {
                                Setting.require(
                                        name,
                                        value.numberValue(),
                                        value.doubleValue() <= most || most == Integer.MAX_VALUE,
                                        "at most " + most);
                            }
                            require(name, value);
                        });
    }
}
