package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import merpo.envs.Environments;
import merpo.envs.catalog.EnvironmentPage;
import merpo.envs.storage.AtomicFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** All that is to be known of an environment. */
@Command(
        name = "show",
        description = "Show an environment: observation, action, reward, end, tasks, neighbours.",
        footer = {"", "Example: ./merpo envs show walker-2d-params"})
final class EnvsShowCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    What what;

    @Spec CommandSpec spec;

    /** Either pages, or a document that holds them all. */
    static final class What {
        @Parameters(paramLabel = "ID", description = "An id as ./merpo envs lists it.")
        List<String> ids;

        @Option(
                names = "--readme",
                paramLabel = "FILE",
                description = "Write all pages into the marked part of this document.")
        Path readme;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (what.readme != null) {
            String document = Files.readString(what.readme);
            AtomicFile.write(
                    what.readme, AtomicFile.Existing.REPLACE, EnvironmentPage.inside(document));
            out.println(what.readme + ": " + Environments.all().size() + " pages");
            return 0;
        }
        for (String id : what.ids) {
            out.println(EnvironmentPage.of(Usage.require(spec, () -> Environments.named(id))));
        }
        return 0;
    }
}
