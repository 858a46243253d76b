package merpo.benchmarks.cli;

import merpo.datagen.run.Existing;
import picocli.CommandLine.Option;

/** What to do with a run that is there already; at most one of the two. */
final class ExistingOption {
    @Option(
            names = "--resume",
            description = "Go on with the run in the directory; what is finished is kept.")
    boolean resume;

    @Option(names = "--overwrite", description = "Delete the run in the directory and begin again.")
    boolean overwrite;

    /** {@code option} is null when neither was given. */
    static Existing of(ExistingOption option) {
        if (option == null) {
            return Existing.REFUSE;
        }
        return option.resume ? Existing.RESUME : Existing.OVERWRITE;
    }
}
