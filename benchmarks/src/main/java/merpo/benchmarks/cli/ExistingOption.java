package merpo.benchmarks.cli;

import java.nio.file.Path;
import merpo.datagen.run.Existing;
import merpo.datagen.run.Refusal;
import picocli.CommandLine.Option;

/** What to do with a run that is there already; at most one of the two. */
final class ExistingOption {
    @Option(
            names = "--resume",
            description = "Go on with the run in the directory; what is finished is kept.")
    boolean resume;

    @Option(names = "--overwrite", description = "Delete the run in the directory and begin again.")
    boolean overwrite;

    /**
     * Nobody goes on with what was made with other settings, as a file of the directory has them.
     */
    static void requireSame(Path directory, String file, Object there, Object here) {
        if (!there.equals(here)) {
            throw new Refusal(
                    "%s was made with other settings than these: compare its %s. It keeps its configuration: go on with it by ./merpo resume %s, or choose another --out"
                            .formatted(directory, file, directory));
        }
    }

    /** {@code option} is null when neither was given. */
    static Existing of(ExistingOption option) {
        if (option == null) {
            return Existing.REFUSE;
        }
        return option.resume ? Existing.RESUME : Existing.OVERWRITE;
    }
}
