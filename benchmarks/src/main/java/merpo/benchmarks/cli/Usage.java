package merpo.benchmarks.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import merpo.datagen.dataset.Quality;
import merpo.datagen.run.Names;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Wrong usage that the parser cannot see: exit status 2, like what it sees. */
final class Usage {
    private Usage() {}

    /** Something made of options; its refusal names the one that does not fit. */
    @FunctionalInterface
    interface Made<T, E extends Exception> {
        T make() throws E;
    }

    static ParameterException wrong(CommandSpec spec, String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** The names of its commands, each once. */
    static List<String> commands(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .map(CommandLine::getCommandName)
                .distinct()
                .toList();
    }

    /** A quality that data can be made in. */
    static Quality quality(CommandSpec spec, String given) {
        List<String> names =
                Arrays.stream(Quality.values())
                        .filter(quality -> quality != Quality.UNKNOWN)
                        .map(Quality::text)
                        .toList();
        requireOneOf(spec, "--quality", given, names);
        return Quality.of(given);
    }

    /** A number is not below the least one that makes sense; none was given where it is null. */
    static void requireAtLeast(CommandSpec spec, String option, Number given, int least) {
        if (given != null && !(given.doubleValue() >= least)) {
            throw wrong(spec, "%s is %s, must be at least %d".formatted(option, given, least));
        }
    }

    /** A number lies in a range, both ends included; none was given where it is null. */
    static void requireWithin(CommandSpec spec, String option, Integer given, int least, int most) {
        if (given != null && (given < least || given > most)) {
            throw wrong(
                    spec, "%s is %d, must be in [%d, %d]".formatted(option, given, least, most));
        }
    }

    /** What is made; an {@link IllegalArgumentException} on the way is wrong usage. */
    static <T, E extends Exception> T require(CommandSpec spec, Made<T, E> made) throws E {
        try {
            return made.make();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** The constant whose name in lower case was given; else a message with the nearest one. */
    static <E extends Enum<E>> E choice(
            CommandSpec spec, String option, String given, Class<E> type) {
        List<String> names =
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .toList();
        requireOneOf(spec, option, given, names);
        return type.getEnumConstants()[names.indexOf(given)];
    }

    static void requireOneOf(CommandSpec spec, String option, String given, List<String> known) {
        if (!known.contains(given)) {
            throw wrong(
                    spec,
                    "%s is \"%s\", must be one of %s%s"
                            .formatted(
                                    option,
                                    given,
                                    String.join(", ", known),
                                    Names.suggestion(given, known)));
        }
    }
}
