package merpo.benchmarks.spark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why something failed, in one line, without what only programmers of Spark know. */
final class Reasons {
    /** Of a job: the line of its last attempt, behind the machine on which that was. */
    private static final Pattern ATTEMPT =
            Pattern.compile(
                    "(?is).*most recent failure:\\s*(?:lost task [^\\n]*?executor [^\\n):]*\\):\\s*)?([^\\n]+).*");

    private static final Pattern CLASS = Pattern.compile("^(?:[a-z]\\w*\\.)+[A-Z]\\w*: ");

    private Reasons() {}

    static String of(Throwable failure) {
        String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        Matcher attempt = ATTEMPT.matcher(text);
        return withoutClass(
                attempt.matches() ? attempt.group(1) : text.lines().findFirst().orElse(text));
    }

    static String withoutClass(String line) {
        return CLASS.matcher(line).replaceFirst("");
    }
}
