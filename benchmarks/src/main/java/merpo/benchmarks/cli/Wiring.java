package merpo.benchmarks.cli;

import merpo.benchmarks.experiment.stage.Experiments;
import merpo.envs.Environments;

/** Joins the commands to the laboratory behind them; the only place that knows both. */
final class Wiring {
    private Wiring() {}

    static Parts parts() {
        return new Parts(
                new Experiments(),
                () ->
                        Environments.all().stream()
                                .map(
                                        definition ->
                                                new EnvironmentCatalog.Entry(
                                                        definition.id(),
                                                        definition.observationSize(),
                                                        definition.actionSize(),
                                                        definition.horizon(),
                                                        definition.tasks().description()))
                                .toList(),
                new DatasetCards(),
                NativeChecks.all());
    }
}
