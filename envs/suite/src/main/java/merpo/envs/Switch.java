package merpo.envs;

import java.util.List;

/**
 * A choice between variants of an environment.
 *
 * @param name kebab-case
 * @param values what can be chosen; the first is the default
 * @param meaning one line for people
 */
public record Switch(String name, List<String> values, String meaning) {
    public Switch {
        values = List.copyOf(values);
        if (values.size() < 2) {
            throw new IllegalArgumentException(
                    "Switch \"" + name + "\" has " + values + ", needs at least two values");
        }
    }

    /** One that has these values, the first where nothing is said. */
    public static Switch of(String name, String meaning, String... values) {
        return new Switch(name, List.of(values), meaning);
    }

    /** Its value where nothing is said. */
    public String preset() {
        return values.get(0);
    }
}
