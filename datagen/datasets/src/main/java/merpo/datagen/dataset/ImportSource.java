package merpo.datagen.dataset;

import java.util.List;
import java.util.Optional;

/**
 * The foreign file that a dataset was converted from.
 *
 * @param format of that file: "d4rl", "minari", "macaw", "focal"
 * @param file its name, without directories
 * @param sha256 of its bytes; for a directory of the file with the rows
 * @param notes what the conversion decided, in words
 * @param unknown attributes and paths of arrays that hold placeholders, because nobody knows
 */
public record ImportSource(
        String format, String file, String sha256, List<String> notes, List<String> unknown) {
    public ImportSource {
        notes = List.copyOf(notes);
        unknown = List.copyOf(unknown);
    }

    void describe(AttributesBuilder to) {
        to.text("import_format", format)
                .text("import_file", file)
                .text("import_sha256", sha256)
                .texts("import_notes", notes)
                .texts("import_unknown", unknown);
    }

    static Optional<ImportSource> from(Attributes from) {
        return from.has("import_format")
                ? Optional.of(
                        new ImportSource(
                                from.text("import_format"),
                                from.text("import_file"),
                                from.text("import_sha256"),
                                texts(from, "import_notes"),
                                texts(from, "import_unknown")))
                : Optional.empty();
    }

    private static List<String> texts(Attributes from, String name) {
        return from.has(name) ? from.texts(name) : List.of();
    }
}
