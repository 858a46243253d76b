package merpo.agents.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Leaves;
import merpo.datagen.run.Refusal;

/**
 * What a finished table of returns must hold: finite numbers, every policy in every task with every
 * seed, and at its last step everyone who was tried before. A table that was cut off looks whole
 * line by line.
 */
public final class MeasuredReturns {
    private MeasuredReturns() {}

    /**
     * The first flaw of a training's table, in words; empty where it is whole, and its own.
     *
     * @param root directory of the training
     * @param last step that must have been measured
     */
    public static Optional<String> flaw(Path root, long last) {
        return flaw(root.resolve(Returns.FILE), Optional.of(last), Set.of())
                .or(() -> Leaves.flaw(root, List.of(Returns.FILE)));
    }

    /**
     * Of a table of tries.
     *
     * @param training the table of the same training, whose tasks and seeds it must have
     */
    public static Optional<String> flaw(Path file, Path training) {
        Set<String> tried = new TreeSet<>();
        if (Files.isRegularFile(training)) {
            CsvTable.read(training).rows().forEach(row -> tried.add(place(row)));
        }
        return flaw(file, Optional.empty(), tried);
    }

    private static Optional<String> flaw(Path file, Optional<Long> last, Set<String> known) {
        String name = file.getFileName().toString();
        if (!Files.isRegularFile(file)) {
            return Optional.of(name + " is missing");
        }
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            if (!text.endsWith("\n")) {
                return Optional.of(name + " ends within a line");
            }
            CsvTable table = CsvTable.read(file).require("step", "seed", "task", "policy");
            return flaw(table.require("return", "score"), last, known).map(name::concat);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Refusal e) {
            return Optional.of(name + " is damaged");
        }
    }

    private static Optional<String> flaw(CsvTable table, Optional<Long> last, Set<String> known) {
        Set<String> places = new TreeSet<>(known);
        TreeMap<Long, Map<String, Set<String>>> tried = new TreeMap<>(); // by step, policy
        for (CsvTable.Row row : table.rows()) {
            for (String column : new String[] {"return", "score"}) {
                boolean unscored = column.equals("score") && row.text(column).isEmpty();
                if (!unscored && !Double.isFinite(row.number(column))) {
                    return Optional.of(
                            ", step %d, task %s, policy %s: %s is %s, must be finite"
                                    .formatted(
                                            row.integer("step"),
                                            row.text("task"),
                                            row.text("policy"),
                                            column,
                                            row.text(column)));
                }
            }
            places.add(place(row));
            tried.computeIfAbsent(row.integer("step"), step -> new LinkedHashMap<>())
                    .computeIfAbsent(row.text("policy"), policy -> new TreeSet<>())
                    .add(place(row));
        }
        long end = last.orElseGet(() -> tried.isEmpty() ? 0L : tried.lastKey());
        if (!tried.containsKey(end)) {
            return Optional.of(" has no row of step " + end + ", with which the training ended");
        }
        for (Map.Entry<Long, Map<String, Set<String>>> step : tried.entrySet()) {
            for (Map.Entry<String, Set<String>> policy : step.getValue().entrySet()) {
                if (policy.getValue().size() < places.size()) {
                    return Optional.of(
                            ", step %d, policy %s: %d rows of %d, one for each task and seed"
                                    .formatted(
                                            step.getKey(),
                                            policy.getKey(),
                                            policy.getValue().size(),
                                            places.size()));
                }
                if (step.getKey() > 0 && !tried.get(end).containsKey(policy.getKey())) {
                    return Optional.of(
                            " has no row of the policy %s at step %d"
                                    .formatted(policy.getKey(), end));
                }
            }
        }
        return Optional.empty();
    }

    private static String place(CsvTable.Row row) {
        return row.text("seed") + " " + row.text("task");
    }
}
