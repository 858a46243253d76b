package merpo.benchmarks.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A program of this project in a virtual machine of its own. */
final class JavaProgram {
    private JavaProgram() {}

    /**
     * The words that start it.
     *
     * @param options of the virtual machine, such as {@code -Xmx128m}
     */
    static List<String> command(List<String> options, Class<?> program, List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.add("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
        words.add("-cp");
        words.add(classPath());
        words.add(program.getName());
        words.addAll(arguments);
        return words;
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
