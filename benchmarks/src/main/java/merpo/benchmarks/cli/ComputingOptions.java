package merpo.benchmarks.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command computes, and with how many cores. */
final class ComputingOptions {
    @Option(
            names = "--device",
            paramLabel = "D",
            description = "Where tensors live: cpu (default) or gpu.")
    String device = "cpu";

    @Mixin ThreadOption threads = new ThreadOption();
}
