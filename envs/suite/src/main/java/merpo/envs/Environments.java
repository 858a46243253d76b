package merpo.envs;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** All environments, found as services: an environment of one's own is registered by its jar. */
public final class Environments {

    private static final List<EnvironmentDefinition> ALL =
            ServiceLoader.load(
                            EnvironmentDefinition.class,
                            EnvironmentDefinition.class.getClassLoader())
                    .stream()
                    .map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparing(EnvironmentDefinition::id))
                    .toList();

    private Environments() {}

    /** Every environment, by id. */
    public static List<EnvironmentDefinition> all() {
        return ALL;
    }

    /**
     * The environment with this id; case does not matter. Switches follow it: {@code
     * point-robot-wind+goal=semicircle+horizon=200}.
     */
    public static EnvironmentDefinition named(String id) {
        String[] parts = id.toLowerCase(Locale.ROOT).split("[+]", 2);
        for (EnvironmentDefinition definition : ALL) {
            if (definition.id().equals(parts[0])) {
                return parts.length == 1
                        ? definition
                        : definition.with(definition.choices().parse(parts[0], parts[1]));
            }
        }
        throw new IllegalArgumentException(
                "Environment \"%s\" is not registered.%s Known: %s"
                        .formatted(id, suggestion(parts[0]), known()));
    }

    private static String known() {
        return ALL.stream().map(EnvironmentDefinition::id).collect(Collectors.joining(", "));
    }

    private static String suggestion(String wanted) {
        return Spelling.nearest(wanted, ALL.stream().map(EnvironmentDefinition::id).toList())
                .map(id -> " Did you mean \"" + id + "\"?")
                .orElse("");
    }
}
