package merpo.benchmarks.cli;

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

    /** What is made; an {@link IllegalArgumentException} on the way is wrong usage. */
    static <T, E extends Exception> T require(CommandSpec spec, Made<T, E> made) throws E {
        try {
            return made.make();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
