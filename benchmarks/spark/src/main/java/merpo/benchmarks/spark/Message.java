package merpo.benchmarks.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line between the runner and the driver: a verb and values by their names, such as {@code
 * ended job=walker%2Frac status=0}.
 */
public final class Message {
    private final String verb;
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** With nothing in it yet. */
    public Message(String verb) {
        this.verb = verb;
    }

    /** Reads a line. */
    public static Message of(String line) {
        String[] words = line.split(" ", -1);
        Message message = new Message(words[0]);
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "a line of Spark's driver is \"%s\": \"%s\" must be NAME=VALUE"
                                .formatted(line, words[i]));
            }
            message.with(
                    words[i].substring(0, equals),
                    URLDecoder.decode(words[i].substring(equals + 1), UTF_8));
        }
        return message;
    }

    /** Adds a value; of one name there may be several, in order. */
    public Message with(String name, Object value) {
        values.computeIfAbsent(name, first -> new ArrayList<>()).add(value.toString());
        return this;
    }

    /** Adds several. */
    public Message with(String name, List<?> all) {
        all.forEach(one -> with(name, one));
        return this;
    }

    /** What it is about. */
    public String verb() {
        return verb;
    }

    /** The values of this name, in order. */
    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    /** The only value of this name. */
    public String one(String name) {
        List<String> all = all(name);
        if (all.size() != 1) {
            throw new IllegalArgumentException(
                    "\"%s\" has %d values \"%s\", must have one"
                            .formatted(line(), all.size(), name));
        }
        return all.get(0);
    }

    /** As a line, without its end. */
    public String line() {
        StringBuilder line = new StringBuilder(verb);
        values.forEach(
                (name, all) ->
                        all.forEach(
                                value ->
                                        line.append(' ')
                                                .append(name)
                                                .append('=')
                                                .append(URLEncoder.encode(value, UTF_8))));
        return line.toString();
    }
}
