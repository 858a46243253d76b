package merpo.benchmarks.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.Provenance;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;
import merpo.envs.task.Task;

/**
 * Checks that need the environment: widths, and whether the stored states give the observations.
 */
final class EnvironmentChecks {
    /** Of D4RL's own check: squared error of an observation. */
    private static final double TOLERANCE = 1e-8;

    private static final String WIDTHS = "widths are the environment's";
    private static final String STATES = "set_state gives the observations";
    private static final Pattern ENTRY = Pattern.compile("(.+)\\[(\\d+)]");

    private EnvironmentChecks() {}

    static List<Verdict> of(Dataset dataset, Provenance provenance) {
        EnvironmentDefinition definition;
        String id = provenance.environment().id();
        try {
            definition = Environments.named(id);
        } catch (IllegalArgumentException e) {
            String reason = "environment \"" + id + "\" is not one of ours";
            return List.of(Verdict.skipped(WIDTHS, reason), Verdict.skipped(STATES, reason));
        }
        boolean wide =
                definition.observationSize() == dataset.shape().observation()
                        && definition.actionSize() == dataset.shape().action();
        Verdict widths =
                Verdict.of(
                        WIDTHS,
                        wide,
                        "%s has %d and %d, the rows %d and %d"
                                .formatted(
                                        definition.id(),
                                        definition.observationSize(),
                                        definition.actionSize(),
                                        dataset.shape().observation(),
                                        dataset.shape().action()));
        return List.of(
                widths,
                wide
                        ? states(dataset, definition, provenance)
                        : Verdict.skipped(STATES, "the widths differ"));
    }

    private static Verdict states(
            Dataset dataset, EnvironmentDefinition definition, Provenance provenance) {
        if (dataset.shape().positions() == 0) {
            return Verdict.skipped(STATES, "the rows keep no positions");
        }
        try (VectorEnvironment environment =
                VectorEnvironment.open(definition, List.of(task(provenance)), 1)) {
            if (environment.positionSize() != dataset.shape().positions()
                    || environment.velocitySize() != dataset.shape().velocities()) {
                return Verdict.of(
                        STATES,
                        false,
                        "%s has %d positions and %d velocities, the rows %d and %d"
                                .formatted(
                                        definition.id(),
                                        environment.positionSize(),
                                        environment.velocitySize(),
                                        dataset.shape().positions(),
                                        dataset.shape().velocities()));
            }
            return compare(dataset, environment);
        } catch (IllegalArgumentException e) {
            return Verdict.skipped(STATES, "the task cannot be made again: " + e.getMessage());
        }
    }

    private static Verdict compare(Dataset dataset, VectorEnvironment environment) {
        int nq = dataset.shape().positions();
        int nv = dataset.shape().velocities();
        int obs = dataset.shape().observation();
        double worst = 0;
        int at = 0;
        int apart = 0;
        for (int row = 0; row < dataset.size(); row++) {
            environment.setState(
                    0,
                    Arrays.copyOfRange(dataset.positions(), row * nq, (row + 1) * nq),
                    Arrays.copyOfRange(dataset.velocities(), row * nv, (row + 1) * nv));
            double error = 0;
            for (int k = 0; k < obs; k++) {
                double off =
                        (float) environment.observations()[k]
                                - (double) dataset.observations()[row * obs + k];
                error += off * off;
            }
            apart += error < TOLERANCE ? 0 : 1;
            if (!(error <= worst)) {
                worst = error;
                at = row;
            }
        }
        return Verdict.of(
                STATES,
                apart == 0,
                String.format(
                        Locale.ROOT,
                        "%d of %d rows differ; largest squared error %.2g, at row %d",
                        apart,
                        dataset.size(),
                        worst,
                        at));
    }

    /** The task as it was before the file took it apart: "wind[0]" and "wind[1]" are one wind. */
    static Task task(Provenance provenance) {
        Map<String, TreeMap<Integer, Double>> parts = new TreeMap<>();
        provenance
                .task()
                .parameters()
                .forEach(
                        (name, value) -> {
                            Matcher entry = ENTRY.matcher(name);
                            boolean listed = entry.matches();
                            parts.computeIfAbsent(
                                            listed ? entry.group(1) : name, key -> new TreeMap<>())
                                    .put(listed ? Integer.parseInt(entry.group(2)) : 0, value);
                        });
        Map<String, List<Double>> parameters = new TreeMap<>();
        parts.forEach((name, values) -> parameters.put(name, new ArrayList<>(values.values())));
        return new Task(Math.toIntExact(provenance.task().index()), parameters);
    }
}
