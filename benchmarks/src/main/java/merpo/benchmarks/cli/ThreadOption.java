package merpo.benchmarks.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many cores a command may use. */
final class ThreadOption {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = {
                "Cores to use, default 1. At small networks 2 gain a quarter on an idle machine,",
                "and lose far more where another process wants one of them."
            })
    Integer threads;

    int count() {
        if (threads != null && threads < 1) {
            throw Usage.wrong(
                    spec,
                    "--threads is "
                            + threads
                            + ", must be at least 1. Leave it out to use all cores");
        }
        return threads == null ? 1 : threads;
    }
}
