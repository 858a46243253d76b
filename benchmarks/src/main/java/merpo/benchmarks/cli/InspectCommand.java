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
        footer = {"", "Example: ./merpo inspect runs/mine/data/medium"})
final class InspectCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Datasets (.h5), or directories: a run, its data, one quality.")
    List<Path> paths;

    @Spec CommandSpec spec;

    private final DatasetInspector inspector;

    InspectCommand(DatasetInspector inspector) {
        this.inspector = inspector;
    }

    @Override
    public Integer call() throws Exception {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new Refusal(
                        path
                                + " does not exist: expected an HDF5 dataset or a directory of them. Make some: ./merpo prepare --out DIR");
            }
            inspector.inspect(path, spec.commandLine().getOut());
        }
        return 0;
    }
}
