package merpo.datagen.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.task.Task;

/**
 * The task of the file and how it was drawn, as a dataset file names them.
 *
 * @param family of related tasks
 * @param index of this task among all of the draw, from 0
 * @param count tasks in the draw
 * @param split what the task is for
 * @param drawSeed seed of the draw
 * @param draw how the family was sampled, in words
 * @param parameters names and values in full precision, in the family's order
 * @param parametersJson larger results of the parameters (model arrays) as canonical JSON
 */
public record TaskSource(
        String family,
        long index,
        long count,
        Split split,
        long drawSeed,
        String draw,
        Map<String, Double> parameters,
        Optional<String> parametersJson) {

    private static final Pattern ENTRY = Pattern.compile("(.+)\\[(\\d{1,9})]");

    /** A task's numbers by name: "direction" where there is one, "wind[0]" and "wind[1]" else. */
    public static Map<String, Double> entries(Task task) {
        Map<String, Double> entries = new LinkedHashMap<>();
        task.parameters()
                .forEach(
                        (name, values) -> {
                            for (int i = 0; i < values.size(); i++) {
                                entries.put(
                                        values.size() == 1 ? name : name + "[" + i + "]",
                                        values.get(i));
                            }
                        });
        return entries;
    }

    /** A task whose draw is not known. */
    static TaskSource of(EnvironmentDefinition definition, Task task) {
        return new TaskSource(
                definition.id(),
                task.index(),
                task.index() + 1L,
                Split.UNKNOWN,
                0,
                definition.tasks().description(),
                entries(task),
                Optional.empty());
    }

    /** The task as it was before {@link #entries} took it apart. */
    public Task task() {
        Map<String, SortedMap<Integer, Double>> parts = new LinkedHashMap<>();
        parameters.forEach(
                (name, value) -> {
                    Matcher entry = ENTRY.matcher(name);
                    boolean listed = entry.matches();
                    parts.computeIfAbsent(listed ? entry.group(1) : name, key -> new TreeMap<>())
                            .put(listed ? Integer.parseInt(entry.group(2)) : 0, value);
                });
        Map<String, List<Double>> lists = new LinkedHashMap<>();
        parts.forEach((name, values) -> lists.put(name, List.copyOf(values.values())));
        return new Task(Math.toIntExact(index), lists);
    }

    /** What a task is for. */
    public enum Split {
        /** Learned from. */
        TRAIN,
        /** Tested on. */
        TEST,
        /** Tested on, within the distribution of the training tasks. */
        WD_TEST,
        /** Tested on, outside of it. */
        OOD_TEST,
        /** Of imported data that do not say. */
        UNKNOWN;

        /** As written in files: "wd-test". */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The inverse of {@link #text}. */
        public static Split of(String text) {
            return EnumText.parse(Split.class, "task_split", text, Split::text);
        }
    }

    public TaskSource {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException(
                    "TaskSource.index is "
                            + index
                            + ", must be in [0, "
                            + count
                            + "), the count of tasks");
        }
    }

    void describe(AttributesBuilder to) {
        to.text("task_family", family)
                .whole("task_index", index)
                .whole("task_count", count)
                .text("task_split", split.text())
                .whole("task_draw_seed", drawSeed)
                .text("task_draw", draw)
                .texts("task_param_names", new ArrayList<>(parameters.keySet()))
                .reals("task_params", new ArrayList<>(parameters.values()))
                .text("task_params_json", parametersJson);
    }

    static TaskSource from(Attributes from) {
        return new TaskSource(
                from.text("task_family"),
                from.whole("task_index"),
                from.whole("task_count"),
                Split.of(from.text("task_split")),
                from.whole("task_draw_seed"),
                from.text("task_draw"),
                parameters(from),
                from.optionalText("task_params_json"));
    }

    private static Map<String, Double> parameters(Attributes from) {
        if (!from.has("task_params") && !from.has("task_param_names")) {
            return Map.of();
        }
        List<String> names = from.texts("task_param_names");
        List<Double> values = from.reals("task_params");
        if (names.size() != values.size()) {
            throw new IllegalArgumentException(
                    "attribute \"task_params\" has "
                            + values.size()
                            + " values, expected "
                            + names.size()
                            + " as in \"task_param_names\"");
        }
        Map<String, Double> parameters = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            parameters.put(names.get(i), values.get(i));
        }
        return parameters;
    }
}
