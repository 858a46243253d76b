package merpo.benchmarks.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import merpo.benchmarks.run.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies dataset files and shows what is in them. */
@Command(
        name = "inspect",
        description = "Verify HDF5 datasets and show their arrays, returns and provenance.",
        footer = {"", "Example: ./merpo inspect runs/mine/data/task-00-medium.h5"})
final class InspectCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Datasets, .h5.")
    List<Path> files;

    @Spec CommandSpec spec;

    private final DatasetInspector inspector;

    InspectCommand(DatasetInspector inspector) {
        this.inspector = inspector;
    }

    @Override
    public Integer call() throws Exception {
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new Refusal(
                        file
                                + (Files.isDirectory(file) ? " is a directory" : " does not exist")
                                + ": expected an HDF5 dataset. Make some: ./merpo generate --out DIR");
            }
            inspector.inspect(file, spec.commandLine().getOut());
        }
        return 0;
    }
}
