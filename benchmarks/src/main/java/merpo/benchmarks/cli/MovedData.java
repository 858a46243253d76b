package merpo.benchmarks.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the datasets of a run lie, once they were moved; null for where they were. */
final class MovedData {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where the datasets lie now, if they were moved; they are known by their content.")
    Path training;

    @Option(
            names = "--test-data",
            paramLabel = "DIR",
            description = "The same for datasets of test tasks that lie apart.")
    Path test;
}
