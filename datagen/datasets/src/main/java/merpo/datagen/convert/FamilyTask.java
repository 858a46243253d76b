package merpo.datagen.convert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.datagen.dataset.TaskSource;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.task.Task;

/** A foreign task as one of a family of ours: the same numbers by our names. */
final class FamilyTask {
    /** Names of folders are rounded to three decimals. */
    private static final double ROUNDED = 5.1e-4;

    private FamilyTask() {}

    /**
     * The parameters of the task.
     *
     * @param told what the file says, by whatever name
     */
    static Map<String, Double> of(
            Optional<EnvironmentDefinition> family,
            ImportOptions options,
            Map<String, Double> told,
            Ledger ledger) {
        if (!options.parameters().isEmpty()) {
            return TaskSource.entries(new Task(0, options.parameters()));
        }
        if (family.isEmpty()) {
            return told;
        }
        Map<String, Double> ours = named(family.get(), told, ledger);
        try {
            family.get().tasks().require(task(ours));
        } catch (IllegalArgumentException e) {
            ledger.note(
                    "policies cannot be tried on it: %s. Give them: --parameter NAME=NUMBER,NUMBER,...",
                    e.getMessage());
        }
        return ours;
    }

    private static Map<String, Double> named(
            EnvironmentDefinition family, Map<String, Double> told, Ledger ledger) {
        List<Double> numbers = List.copyOf(told.values());
        if (numbers.isEmpty()) {
            return told;
        }
        List<Task> tasks = family.tasks().draw(family.tasks().size().orElse(1), 0);
        Map<String, List<Double>> model = tasks.get(0).parameters();
        if (model.size() != 1 || model.values().iterator().next().size() != numbers.size()) {
            return told;
        }
        String name = model.keySet().iterator().next();
        Task fits = new Task(0, Map.of(name, numbers));
        if (family.tasks().size().isPresent()) {
            for (Task listed : tasks) {
                if (near(listed.parameters().get(name), numbers)) {
                    fits = listed;
                }
            }
        }
        Map<String, Double> ours = TaskSource.entries(fits);
        if (!ours.equals(told)) {
            ledger.note("task parameters as %s has them: %s", family.id(), ours);
        }
        return ours;
    }

    private static boolean near(List<Double> exact, List<Double> rounded) {
        for (int i = 0; i < rounded.size(); i++) {
            if (!(Math.abs(exact.get(i) - rounded.get(i)) <= ROUNDED)) {
                return false;
            }
        }
        return true;
    }

    private static Task task(Map<String, Double> entries) {
        return new TaskSource("", 0, 1, TaskSource.Split.UNKNOWN, 0, "", entries, Optional.empty())
                .task();
    }
}
