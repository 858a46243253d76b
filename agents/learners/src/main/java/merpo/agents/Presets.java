package merpo.agents;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;

/**
 * Presets as they lie in the assets. {@code merpo/presets/NAME/COLUMN.yaml} is the column of a
 * paper's table, to the letter and at full size. What a reading or a scale changes of it lies
 * beside it, value by value: {@code COLUMN.working.yaml}, {@code COLUMN.small.yaml}, and {@code
 * COLUMN.small.working.yaml} for what changes where both meet. A relative of a method starts from
 * that method's files and lays its own {@code changes.yaml} over them.
 */
public final class Presets {
    private static final String HOME = "/merpo/presets/";

    private Presets() {}

    /**
     * @param names the method whose files these are, then its relatives down to the one asked for
     * @param column of the table
     * @throws IllegalArgumentException where the table has no such column
     */
    public static <C extends Record> Preset<C> read(
            List<String> names, String column, Scale scale, Reading reading, Class<C> settings) {
        String base = names.get(0) + "/" + column;
        String size = "." + scale.name().toLowerCase(Locale.ROOT);
        String read = "." + reading.name().toLowerCase(Locale.ROOT);
        Map<String, String> layers = new LinkedHashMap<>();
        layers.put(
                base,
                text(base)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "there are no settings of %s for \"%s\"%s"
                                                        .formatted(
                                                                names.get(names.size() - 1),
                                                                column,
                                                                known(names.get(0))))));
        for (String more : List.of(read, size, size + read)) {
            text(base + more).ifPresent(text -> layers.put(base + more, text));
        }
        for (String relative : names.subList(1, names.size())) {
            String changes = relative + "/changes";
            layers.put(changes, text(changes).orElseThrow());
        }
        JsonNode all = ConfigYaml.layered(layers);
        String place = "presets " + String.join(", ", layers.keySet()) + ": ";
        return new Preset<>(
                ConfigYaml.part(place + "steps", all.path("steps"), Integer.class),
                ConfigYaml.part(place + "evaluation", all.path("evaluation"), Evaluation.class),
                ConfigYaml.part(place + "learning", all.path("learning"), settings));
    }

    /** The columns of a method's table, in {@code columns.txt}. */
    private static String known(String name) {
        return text(name + "/columns.txt", "")
                .map(
                        columns ->
                                ", only for "
                                        + String.join(", ", columns.strip().split("\\s+", -1)))
                .orElse("");
    }

    private static Optional<String> text(String name) {
        return text(name, ".yaml");
    }

    private static Optional<String> text(String name, String ending) {
        try (InputStream in = Presets.class.getResourceAsStream(HOME + name + ending)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
