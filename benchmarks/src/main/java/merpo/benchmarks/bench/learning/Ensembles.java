package merpo.benchmarks.bench.learning;

import ai.djl.ndarray.NDManager;
import java.util.List;
import merpo.agents.dynamics.DynamicsConfig;
import merpo.agents.dynamics.EnsembleSizes;
import merpo.agents.dynamics.MetaModel;
import merpo.agents.dynamics.TaskModels;
import merpo.datagen.replay.ReplayBuffer;

/** Dynamics ensembles that have learned nothing: a rollout takes as long in them as in others. */
final class Ensembles {
    static final EnsembleSizes USUAL = new EnsembleSizes(4, 200, 7, 5, 256);

    private Ensembles() {}

    /** One ensemble per buffer, scaled to its rows; the caller closes them. */
    static TaskModels untrained(
            NDManager manager, EnsembleSizes sizes, List<ReplayBuffer> buffers) {
        DynamicsConfig config =
                new DynamicsConfig(
                        sizes,
                        new DynamicsConfig.Warm(0, 1e-3),
                        new DynamicsConfig.Meta(0, 1, 1e-3, 0.05, 0),
                        new DynamicsConfig.Adaptation(0, 1e-3));
        try (MetaModel model = MetaModel.initialize(manager, config, buffers, 0)) {
            return model.adapt(buffers, 0, (step, loss) -> {});
        }
    }
}
