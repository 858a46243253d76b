package merpo.benchmarks.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import merpo.datagen.run.Names;
import picocli.CommandLine.Model.CommandSpec;

/** Options whose values are the names of an enum, in lower case. */
final class Choices {
    private Choices() {}

    /** The constant of that name; else a message with the nearest one. */
    static <E extends Enum<E>> E of(CommandSpec spec, String option, String text, Class<E> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .toList();
        int place = names.indexOf(text);
        if (place < 0) {
            throw Usage.wrong(
                    spec,
                    "%s is \"%s\", must be one of %s%s"
                            .formatted(
                                    option,
                                    text,
                                    String.join(", ", names),
                                    Names.suggestion(text, names)));
        }
        return type.getEnumConstants()[place];
    }
}
