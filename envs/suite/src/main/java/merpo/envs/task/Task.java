package merpo.envs.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One member of a family of environments: what makes it differ from its siblings. Immutable.
 *
 * @param index place in the draw that made it, from 0
 * @param parameters numbers by name, such as {@code wind = [x, y]} or {@code direction = [1.0]}
 */
public record Task(int index, Map<String, List<Double>> parameters) {
    public Task {
        if (index < 0) {
            throw new IllegalArgumentException(
                    "Task.index is " + index + ", must be at least 0: its place in the draw");
        }
        if (parameters == null) {
            throw new IllegalArgumentException(
                    "Task " + index + " has no parameters; give a map, if need be an empty one");
        }
        Map<String, List<Double>> sorted = new TreeMap<>();
        parameters.forEach((name, values) -> sorted.put(named(index, name), finite(name, values)));
        parameters = Collections.unmodifiableMap(sorted);
    }

    /** A task with one parameter. */
    public static Task of(int index, String name, double... values) {
        List<Double> list = new ArrayList<>(values.length);
        for (double value : values) {
            list.add(value);
        }
        return new Task(index, Map.of(name, list));
    }

    /** All numbers of a parameter, as a new array. */
    public double[] vector(String name) {
        List<Double> values = values(name);
        double[] copy = new double[values.size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values.get(i);
        }
        return copy;
    }

    /** The only number of a parameter. */
    public double scalar(String name) {
        List<Double> values = values(name);
        if (values.size() != 1) {
            throw new IllegalArgumentException(
                    "Task %d, parameter \"%s\" has %d numbers, expected 1; use vector(\"%s\")"
                            .formatted(index, name, values.size(), name));
        }
        return values.get(0);
    }

    /** One number of a parameter, without making garbage. */
    public double component(String name, int component) {
        return values(name).get(component);
    }

    private List<Double> values(String name) {
        List<Double> values = parameters.get(name);
        if (values == null) {
            throw new IllegalArgumentException(
                    "Task %d has no parameter \"%s\"; it has %s"
                            .formatted(index, name, parameters.keySet()));
        }
        return values;
    }

    private static String named(int index, String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException(
                    "Task " + index + " has a parameter without a name; name every parameter");
        }
        return name;
    }

    private static List<Double> finite(String name, List<Double> values) {
        if (values == null) {
            throw new IllegalArgumentException(
                    "Task parameter \"" + name + "\" has no numbers; give a list");
        }
        for (int i = 0; i < values.size(); i++) {
            Double value = values.get(i);
            if (value == null || !Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "Task parameter \"%s\"[%d] is %s, must be a finite number"
                                .formatted(name, i, value));
            }
        }
        return List.copyOf(values);
    }
}
