package merpo.benchmarks.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a training is carried out; none of it changes its numbers. */
final class TrainingOptions {
    @Option(
            names = "--watch",
            description = "Draw one live screen of the training instead of a progress line.")
    boolean watch;

    @Mixin ComputingOptions computing = new ComputingOptions();

    TrainingWork work(CommandSpec spec) {
        return new TrainingWork(spec, computing.threads.count(), computing.device, watch);
    }
}
