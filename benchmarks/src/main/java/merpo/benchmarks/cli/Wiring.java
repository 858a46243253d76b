package merpo.benchmarks.cli;

import java.nio.file.Path;
import java.util.List;
import merpo.benchmarks.run.Refusal;
import merpo.benchmarks.run.RunDirectory;
import merpo.benchmarks.run.Settings;
import merpo.benchmarks.run.Stage;
import merpo.benchmarks.run.StageFactory;

/** Joins the commands to the laboratory behind them; the only place that knows both. */
final class Wiring {
    private Wiring() {}

    static Parts parts() {
        return new Parts(
                new NoExperiments(),
                () -> {
                    throw notYet("environments");
                },
                (file, out) -> {
                    throw notYet("datasets");
                },
                List.of());
    }

    private static Refusal notYet(String what) {
        return new Refusal("This build has no " + what + " yet. Follow CHANGELOG.md");
    }

    /** Declines every experiment. */
    private static final class NoExperiments implements StageFactory {
        @Override
        public void check(Settings settings) {
            throw notYet("experiments");
        }

        @Override
        public void configure(RunDirectory run, Settings settings) {
            throw notYet("experiments");
        }

        @Override
        public Settings settings(RunDirectory run) {
            throw notYet("experiments at " + Path.of("."));
        }

        @Override
        public List<Stage> stages(RunDirectory run, int threads) {
            throw notYet("experiments");
        }
    }
}
