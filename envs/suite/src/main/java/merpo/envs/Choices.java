package merpo.envs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The switches of an environment and where each one stands. Written as a suffix to its id, so that
 * a dataset or a configuration that names the environment names the variant: {@code
 * ant-dir+contact-forces=on}. Immutable.
 */
public final class Choices {
    /** Of an environment that has no variants. */
    public static final Choices NONE = new Choices(List.of(), Map.of());

    private static final String JOIN = "+";

    private final List<Switch> switches;
    private final Map<String, String> chosen; // only what differs from the default

    private Choices(List<Switch> switches, Map<String, String> chosen) {
        this.switches = switches;
        this.chosen = chosen;
    }

    /** All at their defaults. */
    public static Choices of(Switch... switches) {
        return new Choices(List.of(switches), Map.of());
    }

    /** Those that there are, in the order of ids. */
    public List<Switch> switches() {
        return switches;
    }

    /** Where a switch stands. */
    public String value(Switch choice) {
        return chosen.getOrDefault(choice.name(), choice.preset());
    }

    /** Whether a switch stands elsewhere than at its default. */
    public boolean changed(Switch choice) {
        return chosen.containsKey(choice.name());
    }

    /** What follows the id: empty where every switch stands at its default. */
    public String suffix() {
        return chosen.entrySet().stream()
                .map(entry -> JOIN + entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining());
    }

    /**
     * These, with others chosen.
     *
     * @param environment its plain id, for messages
     * @param suffix as {@link #suffix} writes it
     */
    Choices parse(String environment, String suffix) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (String choice : suffix.split("[+]", -1)) {
            if (choice.isEmpty()) {
                continue;
            }
            String[] parts = choice.split("=", 2);
            Switch known =
                    switches.stream()
                            .filter(candidate -> candidate.name().equals(parts[0]))
                            .findFirst()
                            .orElseThrow(() -> unknown(environment, parts[0]));
            if (parts.length < 2 || !known.values().contains(parts[1])) {
                throw new IllegalArgumentException(
                        "Environment \"%s\", switch %s is %s, must be one of %s"
                                .formatted(
                                        environment,
                                        known.name(),
                                        parts.length < 2 ? "not set" : "\"" + parts[1] + "\"",
                                        known.values()));
            }
            wanted.put(known.name(), parts[1]);
        }
        Map<String, String> changed = new LinkedHashMap<>(); // in the switches' order: one spelling
        for (Switch known : switches) {
            String value = wanted.getOrDefault(known.name(), known.preset());
            if (!value.equals(known.preset())) {
                changed.put(known.name(), value);
            }
        }
        return new Choices(switches, changed);
    }

    private IllegalArgumentException unknown(String environment, String name) {
        return new IllegalArgumentException(
                "Environment \"%s\" has no switch \"%s\"; it has %s"
                        .formatted(
                                environment,
                                name,
                                switches.isEmpty()
                                        ? "none"
                                        : switches.stream()
                                                .map(
                                                        s ->
                                                                s.name()
                                                                        + "="
                                                                        + String.join(
                                                                                "|", s.values()))
                                                .collect(Collectors.joining(", "))));
    }
}
