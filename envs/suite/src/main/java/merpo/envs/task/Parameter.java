package merpo.envs.task;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The law of one parameter of a family's tasks.
 *
 * @param size how many numbers it has
 * @param zeros how many of the first numbers must be exactly 0, such as the mass of the world
 * @param low smallest of the others
 * @param high largest of the others
 * @param required whether every task has it
 */
public record Parameter(
        String name, int size, int zeros, double low, double high, boolean required) {

    /** Numbers in [low, high]. */
    public static Parameter between(String name, int size, double low, double high) {
        return new Parameter(name, size, 0, low, high, true);
    }

    /** Numbers in (0, high], after some that are 0. */
    public static Parameter positiveAfter(String name, int size, int zeros, double high) {
        return new Parameter(name, size, zeros, Double.MIN_NORMAL, high, true);
    }

    /** The same, but a task may lack it. */
    public Parameter optional() {
        return new Parameter(name, size, zeros, low, high, false);
    }

    /** Passes if a task has exactly these parameters, each by its law. */
    public static void requireAll(String environment, Task task, List<Parameter> laws) {
        for (String name : task.parameters().keySet()) {
            if (laws.stream().noneMatch(law -> law.name().equals(name))) {
                throw new IllegalArgumentException(
                        "Task %d of %s has an unknown parameter \"%s\", may have %s"
                                .formatted(task.index(), environment, name, words(laws)));
            }
        }
        for (Parameter law : laws) {
            List<Double> numbers = task.parameters().get(law.name());
            if (numbers != null) {
                law.require(environment, task.index(), numbers);
            } else if (law.required()) {
                throw new IllegalArgumentException(
                        "Task %d of %s has no \"%s\", needs %s"
                                .formatted(task.index(), environment, law.name(), words(laws)));
            }
        }
    }

    private void require(String environment, int task, List<Double> numbers) {
        if (numbers.size() != size) {
            throw new IllegalArgumentException(
                    "Task %d of %s, %s has %d numbers, must have %d"
                            .formatted(task, environment, name, numbers.size(), size));
        }
        for (int k = 0; k < size; k++) {
            double number = numbers.get(k);
            boolean fits = k < zeros ? number == 0 : number >= low && number <= high;
            if (!fits) {
                throw new IllegalArgumentException(
                        "Task %d of %s, %s[%d] is %s, must be %s"
                                .formatted(task, environment, name, k, number, bounds(k)));
            }
        }
    }

    private String bounds(int k) {
        if (k < zeros) {
            return "0";
        }
        return low == Double.MIN_NORMAL ? "in (0, " + high + "]" : "in [" + low + ", " + high + "]";
    }

    private static String words(List<Parameter> laws) {
        return laws.stream()
                .map(
                        law ->
                                law.name()
                                        + " ["
                                        + law.size()
                                        + "]"
                                        + (law.required() ? "" : " or not"))
                .collect(Collectors.joining(", "));
    }
}
