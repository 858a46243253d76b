package merpo.benchmarks.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import merpo.benchmarks.inspect.DatasetInspection;
import merpo.benchmarks.inspect.Presentation;
import merpo.datagen.run.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies dataset files and shows what is in them. */
@Command(
        name = "inspect",
        description =
                "Verify datasets, ours or foreign, and show rows, returns, checks and provenance.",
        footer = {
            "",
            "Exit status 1 if a check fails.",
            "Example: ./merpo inspect runs/mine/data/medium --html card.html"
        })
final class InspectCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description =
                    "Datasets (.h5, or foreign ones), or directories: a run, its data, one quality.")
    List<Path> paths;

    @Option(names = "--json", description = "For programs: an array with an object per dataset.")
    boolean json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write a dataset card with plots; an older one is replaced.")
    Path html;

    @Option(
            names = "--untrusted",
            description =
                    "Let plain Java read each file before the native library does, and compare.")
    boolean untrusted;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (html != null && paths.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--html takes one PATH, there are " + paths.size() + ". Name a directory");
        }
        Presentation how = new Presentation(json, Optional.ofNullable(html), untrusted);
        boolean sound = true;
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new Refusal(
                        path
                                + " does not exist: expected an HDF5 dataset or a directory of them. Make some: ./merpo generate --out DIR");
            }
            sound &= DatasetInspection.show(path, how, spec.commandLine().getOut());
        }
        return sound ? 0 : 1;
    }
}
