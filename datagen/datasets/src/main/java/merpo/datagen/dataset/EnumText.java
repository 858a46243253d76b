package merpo.datagen.dataset;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Enum constants as the words that stand in files. */
final class EnumText {
    private EnumText() {}

    static <E extends Enum<E>> E parse(
            Class<E> type, String name, String text, Function<E, String> word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word.apply(constant).equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "\""
                                                + name
                                                + "\" is \""
                                                + text
                                                + "\", must be one of "
                                                + Arrays.stream(type.getEnumConstants())
                                                        .map(word)
                                                        .filter(known -> !known.equals("unknown"))
                                                        .collect(Collectors.joining(", "))));
    }
}
