package merpo.benchmarks.cli;

import picocli.CommandLine.Option;

/** What every draw of a command follows from. */
final class SeedOption {
    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Every draw follows from it, default 0.")
    long seed;
}
