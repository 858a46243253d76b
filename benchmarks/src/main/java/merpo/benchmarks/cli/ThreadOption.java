package merpo.benchmarks.cli;

import merpo.datagen.nn.TensorEngine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many cores a command may use. */
final class ThreadOption {
    private static final int MOST = 64; // where the machine has fewer cores

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Cores to use, default 1. At small networks 2 gain a quarter on an idle machine; where other processes want them, learning goes on with fewer.")
    Integer threads;

    /** As many for simulations, and at most as many for the tensor engine, which is told. */
    int count() {
        int count = lawful();
        TensorEngine.threads(count);
        return count;
    }

    /** How many of anything that computes at the same time, such as processes. */
    static int most() {
        return Math.max(MOST, Runtime.getRuntime().availableProcessors());
    }

    private int lawful() {
        if (threads == null) {
            return 1;
        }
        int cores = Runtime.getRuntime().availableProcessors();
        int most = most();
        if (threads < 1 || threads > most) {
            throw Usage.wrong(
                    spec,
                    "--threads is %d, must be in [1, %d]; this machine has %d cores. Leave it out for one thread"
                            .formatted(threads, most, cores));
        }
        return threads;
    }
}
