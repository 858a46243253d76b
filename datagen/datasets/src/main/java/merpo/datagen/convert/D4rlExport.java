package merpo.datagen.convert;

import java.nio.file.Path;
import java.util.Optional;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.hdf5.AttributeValue;
import merpo.datagen.hdf5.Hdf5Export;

/**
 * Rows at the root of an HDF5 file as D4RL has them. Every dataset has N rows, because its loaders
 * index them all; what only we record stays under {@code infos}, or is an attribute.
 */
final class D4rlExport {
    private D4rlExport() {}

    static void write(Path file, Dataset dataset, Optional<Provenance> provenance) {
        long rows = dataset.size();
        RowShape shape = dataset.shape();
        Hdf5Export.write(
                file,
                to -> {
                    provenance
                            .map(said -> Carried.of(dataset, said).toString())
                            .map(AttributeValue.Text::new)
                            .ifPresent(text -> to.attribute("/", Carried.NAME, text));
                    to.floats("observations", dataset.observations(), rows, shape.observation());
                    to.floats("actions", dataset.actions(), rows, shape.action());
                    to.floats("rewards", dataset.rewards(), rows);
                    to.floats(
                            "next_observations",
                            dataset.nextObservations(),
                            rows,
                            shape.observation());
                    to.flags("terminals", dataset.terminals(), rows);
                    to.flags("timeouts", dataset.timeouts(), rows);
                    to.group("infos");
                    if (shape.positions() > 0) {
                        to.doubles("infos/qpos", dataset.positions(), rows, shape.positions());
                    }
                    if (shape.velocities() > 0) {
                        to.doubles("infos/qvel", dataset.velocities(), rows, shape.velocities());
                    }
                    to.floats("infos/action_log_probs", dataset.actionLogProbs(), rows);
                    to.longs("infos/checkpoint_step", dataset.checkpointSteps(), rows);
                });
    }
}
