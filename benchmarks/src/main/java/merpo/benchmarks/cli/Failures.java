package merpo.benchmarks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import merpo.benchmarks.jobs.Place;
import merpo.datagen.dataset.DatasetException;
import merpo.datagen.nn.NonFiniteException;
import merpo.datagen.run.Names;
import merpo.datagen.run.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns whatever went wrong into one message and an exit status; a stack trace only where it was
 * asked for.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final Pattern CLASS =
            Pattern.compile("\\b(?:[a-z]\\w*\\.){2,}([A-Z]\\w*(?:Exception|Error)): ");

    private static final Map<String, String> PLAIN =
            Map.of(
                    "AccessDeniedException", "this user may not read or write ",
                    "NoSuchFileException", "there is no ",
                    "FileAlreadyExistsException", "in the way is ",
                    "NotDirectoryException", "no directory is ");

    private final boolean debug;

    Failures(boolean debug) {
        this.debug = debug;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine line = failure.getCommandLine();
        StringBuilder text = new StringBuilder(plain(failure.getMessage().strip()));
        if (failure instanceof UnmatchedArgumentException unmatched) {
            String wrong = unmatched.getUnmatched().get(0);
            List<String> known =
                    wrong.startsWith("-")
                            ? line.getCommandSpec().options().stream()
                                    .filter(option -> !option.hidden())
                                    .map(option -> option.longestName())
                                    .toList()
                            : Usage.commands(line.getCommandSpec());
            text.setLength(0);
            text.append(unmatched(wrong, known));
        }
        if (line.getCommandName().equals("resume")
                && failure instanceof UnmatchedArgumentException) {
            text.append(
                    ". A run goes on with its own settings, which its config.yaml shows. Train another: ./merpo train ALGORITHM --data DIR --out RUN");
        }
        if (text.charAt(text.length() - 1) != '.' && text.charAt(text.length() - 1) != '?') {
            text.append('.');
        }
        text.append(" Help: ./").append(line.getCommandSpec().qualifiedName()).append(" --help");
        print(failure, text.toString(), line.getErr());
        return ExitCode.USAGE;
    }

    private static String unmatched(String wrong, List<String> known) {
        if (known.contains(wrong)) {
            return "%s stands behind \"--\", which ends the options. Put it before"
                    .formatted(wrong);
        }
        String kind =
                wrong.startsWith("-")
                        ? "Unknown option"
                        : known.isEmpty() ? "Unexpected argument" : "Unknown command";
        String text = "%s \"%s\"%s".formatted(kind, wrong, Names.suggestion(wrong, known));
        return known.isEmpty()
                ? text
                : text + (text.endsWith("?") ? "" : ".") + " Known: " + String.join(", ", known);
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult result) {
        return handle(failure, line.getErr());
    }

    int handle(Throwable failure, PrintWriter err) {
        print(failure, message(failure), err);
        return failure instanceof Refusal refusal && refusal.isBusy()
                ? Place.End.BUSY
                : ExitCode.SOFTWARE;
    }

    /** The parser's words, less those that only a programmer knows. */
    private static String plain(String message) {
        return message.replaceFirst("^Error: ", "")
                .replace("option option", "option")
                .replaceAll("('-?\\d+') is not an? (long|int)$", "$1 is too large a number")
                .replaceAll("is not an? (long|int)$", "is not a whole number");
    }

    /** A name that was typed. */
    static Path path(String typed) {
        if (typed.isEmpty()) {
            throw new TypeConversionException("it is empty, must name a file or a directory");
        }
        try {
            return Path.of(typed);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(unwritable(typed));
        }
    }

    private static String unwritable(String name) {
        return "\"%s\" has letters that the locale's character set (%s) cannot write. Run it with LC_ALL=C.UTF-8"
                .formatted(name, System.getProperty("sun.jnu.encoding"));
    }

    private String message(Throwable failure) {
        if (failure instanceof UncheckedIOException wrapped
                && wrapped.getCause().toString().equals(wrapped.getMessage())) {
            return message(wrapped.getCause());
        }
        if (failure instanceof InvalidPathException name) {
            return "The name " + unwritable(name.getInput());
        }
        if (failure instanceof FileSystemException place) {
            return place.getFile() + ": " + reason(place);
        }
        boolean written =
                failure instanceof Refusal
                        || failure instanceof DatasetException
                        || failure instanceof NonFiniteException
                        || failure instanceof IllegalArgumentException
                        || failure instanceof IllegalStateException
                        || failure instanceof UncheckedIOException
                        || (failure instanceof IOException
                                && failure.getClass() == IOException.class);
        if (written && failure.getMessage() != null) {
            return failure.getMessage();
        }
        if (failure instanceof OutOfMemoryError) {
            return "Out of memory (%s): the heap may grow to %s MiB. Give it more: MERPO_HEAP=8g ./merpo ...; what is finished of a run is kept"
                    .formatted(failure.getMessage(), Runtime.getRuntime().maxMemory() / (1 << 20));
        }
        if (failure instanceof LinkageError) {
            return "A native library does not load ("
                    + failure
                    + "). Look what is missing: ./merpo doctor";
        }
        return failure + (debug ? "" : ". Run it again with --debug to see where");
    }

    private static String reason(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file. Is the name right?";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "it is in the way, another kind of file must be here. Choose another place";
        }
        if (failure instanceof AccessDeniedException) {
            return "this user may not read or write it. Change its rights, or name another";
        }
        if (failure instanceof NotDirectoryException) {
            return "it is no directory, and must be one. Is the name right?";
        }
        String reason =
                failure.getReason() != null
                        ? failure.getReason()
                        : failure.getClass().getSimpleName();
        return reason.contains("No space left")
                ? reason + ". Free some, or choose another place"
                : reason + ". Choose another place, or mend this one";
    }

    /** Without what only programmers know: names of classes, before what went wrong. */
    static String withoutClasses(String message) {
        return CLASS.matcher(message)
                .replaceAll(
                        found -> Matcher.quoteReplacement(PLAIN.getOrDefault(found.group(1), "")));
    }

    private void print(Throwable failure, String message, PrintWriter err) {
        err.println("merpo: " + Launch.words(withoutClasses(message)));
        if (debug) {
            failure.printStackTrace(err);
        }
        err.flush();
    }
}
