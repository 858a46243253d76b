package merpo.agents;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.PresetFiles;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;

/**
 * Presets as they lie in the assets. {@code merpo/presets/NAME/COLUMN.yaml} is the column of a
 * paper's table, to the letter and at full size. What a reading or a scale changes of it lies
 * beside it, value by value: {@code COLUMN.working.yaml}, {@code COLUMN.small.yaml}, and {@code
 * COLUMN.small.working.yaml} for what changes where both meet; what changes alike in every column
 * lies before each of these as {@code every.working.yaml} and so on. A relative of a method starts
 * from that method's files and lays its own {@code changes.yaml} over them.
 */
public final class Presets {
    private static final String EVERY = "every";

    private Presets() {}

    /**
     * @param names the method whose files these are, then its relatives down to the one asked for
     * @param column of the table
     * @throws IllegalArgumentException where the table has no such column
     */
    public static <C extends Record> Preset<C> read(
            List<String> names, String column, Scale scale, Reading reading, Class<C> settings) {
        String table = names.get(0);
        if (PresetFiles.text(table + "/" + column + ".yaml").isEmpty()) {
            throw new IllegalArgumentException(
                    "there are no settings of %s for \"%s\"%s"
                            .formatted(names.get(names.size() - 1), column, known(table)));
        }
        JsonNode all = PresetFiles.layered(layers(names, column, scale, reading));
        String place = "preset of %s for %s, ".formatted(String.join(", ", names), column);
        return new Preset<>(
                ConfigYaml.part(place + "steps", all.path("steps"), Integer.class),
                ConfigYaml.part(place + "evaluation", all.path("evaluation"), Evaluation.class),
                ConfigYaml.part(place + "learning", all.path("learning"), settings));
    }

    private static List<String> layers(
            List<String> names, String column, Scale scale, Reading reading) {
        String table = names.get(0) + "/";
        String size = "." + scale.name().toLowerCase(Locale.ROOT);
        String read = "." + reading.name().toLowerCase(Locale.ROOT);
        List<String> layers = new ArrayList<>(List.of(table + column));
        for (String change : List.of(read, size, size + read)) {
            layers.add(table + EVERY + change);
            layers.add(table + column + change);
        }
        names.subList(1, names.size()).forEach(relative -> layers.add(relative + "/changes"));
        return layers;
    }

    /** The columns of a method's table, in {@code columns.txt}. */
    private static String known(String table) {
        return PresetFiles.text(table + "/columns.txt")
                .map(text -> ", only for " + String.join(", ", text.strip().split("\\s+", -1)))
                .orElse("");
    }
}
