package merpo.datagen.inspect;

import java.util.ArrayList;
import java.util.List;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.Provenance;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;

/**
 * Checks that need the environment: widths, and whether the stored states give the observations.
 */
public final class EnvironmentChecks {
    private static final String WIDTHS = "widths are the environment's";
    private static final String STATES = "set_state gives the observations";
    private static final String STEPS = "a step from there gives successor and reward";

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
        List<Verdict> verdicts = new ArrayList<>(List.of(widths));
        if (wide) {
            verdicts.addAll(states(dataset, definition, provenance));
        } else {
            verdicts.add(Verdict.skipped(STATES, "the widths differ"));
        }
        return verdicts;
    }

    private static List<Verdict> states(
            Dataset dataset, EnvironmentDefinition definition, Provenance provenance) {
        if (dataset.shape().positions() == 0) {
            return List.of(Verdict.skipped(STATES, "the rows keep no positions"));
        }
        try (VectorEnvironment environment =
                VectorEnvironment.open(definition, List.of(provenance.task().task()), 1)) {
            if (environment.positionSize() != dataset.shape().positions()
                    || environment.velocitySize() != dataset.shape().velocities()) {
                return List.of(
                        Verdict.of(
                                STATES,
                                false,
                                "%s has %d positions and %d velocities, the rows %d and %d"
                                        .formatted(
                                                definition.id(),
                                                environment.positionSize(),
                                                environment.velocitySize(),
                                                dataset.shape().positions(),
                                                dataset.shape().velocities())));
            }
            StateReplay replay = new StateReplay(dataset, environment);
            return List.of(replay.observations(STATES), replay.steps(STEPS));
        } catch (IllegalArgumentException e) {
            return List.of(
                    Verdict.skipped(STATES, "the task cannot be made again: " + e.getMessage()));
        }
    }
}
