package merpo.benchmarks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import merpo.benchmarks.report.DatasetPage;
import merpo.datagen.inspect.DatasetInspection;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import merpo.envs.storage.AtomicFile;
import merpo.envs.storage.FileReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
            "Example: ./merpo inspect data/cheetahs/medium --html card.html"
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
            throw Usage.wrong(
                    spec,
                    "--html takes one PATH, there are " + paths.size() + ". Name a directory");
        }
        Outputs.require(spec, "--html", html, paths, Outputs.Kind.HTML);
        boolean sound = true;
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new Refusal(
                        "%s: %s, expected an HDF5 dataset or a directory of them. Make some: ./merpo generate --out DIR"
                                .formatted(path, FileReason.unseen(path)));
            }
            sound &= show(path);
        }
        return sound ? 0 : 1;
    }

    private boolean show(Path path) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = Terminal.passing();
        progress.stage("inspect", 0, "files");
        DatasetInspection inspection =
                DatasetInspection.of(
                        path,
                        untrusted,
                        (files, next) ->
                                progress.step(
                                        next,
                                        "of %d: %s".formatted(files.size(), files.get(next))));
        progress.stageDone();
        if (json) {
            out.println(inspection.json());
        } else {
            inspection.print(out);
        }
        if (html != null) {
            String title = "Dataset " + path.toAbsolutePath().normalize().getFileName();
            AtomicFile.write(
                    html, AtomicFile.Existing.REPLACE, DatasetPage.html(title, inspection.all()));
            if (!json) {
                out.println("card         " + html);
            }
        }
        return inspection.sound();
    }
}
