package merpo.benchmarks.cli;

import merpo.benchmarks.inspect.DatasetInspection;

/** Joins the commands to the laboratory behind them; the only place that knows both. */
final class Wiring {
    private Wiring() {}

    static Parts parts() {
        return new Parts(DatasetInspection::show, NativeChecks.all());
    }
}
