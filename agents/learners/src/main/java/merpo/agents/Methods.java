package merpo.agents;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The registered methods. */
public final class Methods {
    private static final List<Method<?>> ALL =
            ServiceLoader.load(Method.class).stream()
                    .<Method<?>>map(ServiceLoader.Provider::get)
                    .sorted(Comparator.comparing(Method::name))
                    .toList();

    private Methods() {}

    /** By name. */
    public static List<Method<?>> all() {
        return ALL;
    }

    /** The method of this name, as on the command line; empty where none is registered. */
    public static Optional<Method<?>> named(String name) {
        return ALL.stream().filter(method -> method.name().equals(name)).findFirst();
    }
}
