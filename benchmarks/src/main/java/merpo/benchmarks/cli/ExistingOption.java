package merpo.benchmarks.cli;

import java.nio.file.Path;
import java.util.Optional;
import merpo.datagen.run.Existing;
import merpo.datagen.settings.ConfigYaml;
import picocli.CommandLine.Model.CommandSpec;
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
     * Nobody goes on with what was made with other settings.
     *
     * @param file of the directory that shows its settings
     * @param differs the first that is not what is asked for, if any
     */
    static void requireSame(
            CommandSpec spec,
            Path directory,
            String file,
            Optional<ConfigYaml.Difference> differs) {
        differs.ifPresent(
                setting -> {
                    throw Usage.wrong(
                            spec,
                            "%1$s was made with other settings: %2$s is %3$s in its %4$s, and %5$s is asked for. It goes on with its own settings: ./merpo resume %1$s; or choose another --out"
                                    .formatted(
                                            directory,
                                            setting.path(),
                                            setting.one(),
                                            file,
                                            setting.other()));
                });
    }

    /** {@code option} is null when neither was given. */
    static Existing of(ExistingOption option) {
        if (option == null) {
            return Existing.REFUSE;
        }
        return option.resume ? Existing.RESUME : Existing.OVERWRITE;
    }
}
