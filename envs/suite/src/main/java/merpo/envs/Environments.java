package merpo.envs;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
     * point-robot-wind+goal=semicircle+horizon=200}. Names that others give them are understood:
     * {@code Hopper-v2} to {@code Hopper-v4} are {@code hopper}, {@code cheetah_vel} is {@code
     * half-cheetah-vel}.
     */
    public static EnvironmentDefinition named(String id) {
        return find(id).orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Environment \"%s\" is not registered.%s Known: %s"
                                                .formatted(id, suggestion(parts(id)[0]), known())));
    }

    /** {@link #named}, or nothing where it is not one of ours. */
    public static Optional<EnvironmentDefinition> find(String id) {
        String[] parts = parts(id);
        String name = OtherNames.ours(parts[0]);
        return ALL.stream()
                .filter(definition -> definition.id().equals(name))
                .findFirst()
                .map(
                        definition ->
                                parts.length == 1
                                        ? definition
                                        : definition.with(
                                                definition.choices().parse(name, parts[1])));
    }

    private static String[] parts(String id) {
        return id.toLowerCase(Locale.ROOT).split("[+]", 2);
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
