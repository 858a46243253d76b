package merpo.benchmarks.cli;

import java.util.regex.Matcher;

/** How this program was started, which is how a person starts it again. */
final class Launch {
    /** Set by the launcher: the words with which it was called. */
    private static final String PROPERTY = "merpo.command";

    private static final String SCRIPT = "./merpo";
    private static final String NAME = name(System.getProperty(PROPERTY), jar());

    private Launch() {}

    /** A text that speaks of {@code ./merpo}, for whoever started it in another way. */
    static String words(String text) {
        return words(text, NAME);
    }

    static String words(String text, String name) {
        String own = text;
        if (name.startsWith("java ")) { // which reads no MERPO_HEAP
            own =
                    own.replaceAll(
                            "MERPO_HEAP=(\\w+)( \\./merpo \\.\\.\\.)?", "java -Xmx$1 -jar ...");
        }
        return own.replaceAll("(?<![\\w/.])\\./merpo(?= )", Matcher.quoteReplacement(name));
    }

    static String name(String command, String jar) {
        if (command != null && !command.isBlank()) {
            return command;
        }
        return jar.endsWith(".jar") ? "java -jar " + jar : SCRIPT;
    }

    /** The class path, which is the jar where there is nothing else. */
    private static String jar() {
        return System.getProperty("java.class.path", "");
    }
}
