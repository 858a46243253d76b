package merpo.benchmarks.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a training is carried out; none of it changes its numbers. */
final class TrainingOptions {
    @Option(
            names = "--device",
            paramLabel = "D",
            description = "Where tensors live: cpu (default) or gpu.")
    String device = "cpu";

    @Option(
            names = "--watch",
            description = "Draw one live screen of the training instead of a progress line.")
    boolean watch;

    @Mixin ThreadOption threads = new ThreadOption();

    TrainingWork work(CommandSpec spec) {
        return new TrainingWork(spec, threads.count(), device, watch);
    }
}
