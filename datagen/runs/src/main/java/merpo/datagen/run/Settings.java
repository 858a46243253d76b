package merpo.datagen.run;

import java.util.Map;

/**
 * What the command line asks of an experiment; the whole configuration follows from it.
 *
 * @param environment an id, such as {@code point-robot-wind}
 * @param scale {@code smoke} or {@code small}
 * @param seed from which every draw of the run follows
 * @param quality of the data: {@code bad}, {@code medium}, {@code good} or {@code expert}
 * @param overrides single values by key, from {@code --set key=value}, in the order given
 */
public record Settings(
        String environment,
        String scale,
        long seed,
        String quality,
        Map<String, String> overrides) {
    public Settings {
        overrides = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(overrides));
    }
}
