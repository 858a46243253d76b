package merpo.benchmarks.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A job for a task: which process to start, where its output goes, by what it is seen that the
 * machine shares the directory and that the job is finished.
 *
 * @param job its name
 * @param java the program
 * @param options of the virtual machine
 * @param program what it runs: class path and class
 * @param words of merpo
 * @param environment variables that are set
 * @param folder where it works
 * @param log gets what it prints
 * @param directory that it makes
 * @param token a file in the shared directory
 * @param secret what the file says
 * @param trace name of a file in the directory, empty where nothing tells that it is finished
 * @param line how a line of that file begins, empty where it is enough that it is there
 */
public record Order(
        String job,
        String java,
        List<String> options,
        List<String> program,
        List<String> words,
        SortedMap<String, String> environment,
        Path folder,
        Path log,
        Path directory,
        Path token,
        String secret,
        String trace,
        String line) {
    /** The verb of its message. */
    public static final String VERB = "start";

    public Order {
        options = List.copyOf(options);
        program = List.copyOf(program);
        words = List.copyOf(words);
        environment = new TreeMap<>(environment);
    }

    /** From its message. */
    public static Order of(Message message) {
        TreeMap<String, String> environment = new TreeMap<>();
        for (String variable : message.all("variable")) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return new Order(
                message.one("job"),
                message.one("java"),
                message.all("option"),
                message.all("program"),
                message.all("word"),
                environment,
                Path.of(message.one("folder")),
                Path.of(message.one("log")),
                Path.of(message.one("directory")),
                Path.of(message.one("token")),
                message.one("secret"),
                message.one("trace"),
                message.one("line"));
    }

    /** As it travels. */
    public Message message() {
        List<String> variables = new ArrayList<>();
        environment.forEach((name, value) -> variables.add(name + "=" + value));
        return new Message(VERB)
                .with("job", job)
                .with("java", java)
                .with("option", options)
                .with("program", program)
                .with("word", words)
                .with("variable", variables)
                .with("folder", folder)
                .with("log", log)
                .with("directory", directory)
                .with("token", token)
                .with("secret", secret)
                .with("trace", trace)
                .with("line", line);
    }
}
