package merpo.datagen.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A program of this project in a virtual machine of its own. */
public final class JavaProgram {
    /** Native memory is closed where it is owned, and needs no limit. */
    public static final String NO_NATIVE_LIMIT = "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0";

    private JavaProgram() {}

    /**
     * The words that start it.
     *
     * @param options of the virtual machine, such as {@code -Xmx128m}
     * @param program name of its class
     */
    public static List<String> command(
            List<String> options, String program, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(java()));
        words.addAll(options);
        words.addAll(program(program));
        words.addAll(arguments);
        return words;
    }

    /** The program that runs this one. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The words between its options and the arguments. */
    public static List<String> program(String name) {
        return List.of("-cp", classPath(), name);
    }

    /** Made absolute: the program works elsewhere. */
    private static String classPath() {
        String own =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        String separator = System.getProperty("path.separator");
        return Arrays.stream(own.split(separator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(separator));
    }
}
