package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import merpo.benchmarks.jobs.SharedDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What only a virtual machine can tell; the launcher has looked at the build tools before. */
@Command(
        name = "doctor",
        description = "Look whether this machine has what merpo needs, and name what mends it.",
        footer = {
            "",
            "Example: ./merpo doctor",
            "Example: ./merpo doctor --out runs",
            "Exit status 1 where something is missing."
        })
final class DoctorCommand implements Callable<Integer> {
    private static final int JAVA = 17;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Also try locks, renaming, appending and sight in this directory: what machines need of one that they share. Do it on each of them.")
    Path out;

    @Spec CommandSpec spec;

    private final List<Check> checks;

    DoctorCommand(List<Check> checks) {
        this.checks = checks;
    }

    @Override
    public Integer call() {
        Outputs.requireDirectory(spec, "--out", out);
        PrintWriter text = spec.commandLine().getOut();
        boolean well = show(text, "Java runtime", DoctorCommand::java);
        for (Check check : checks) {
            well &= show(text, check.name(), check.look());
        }
        for (Check check : out == null ? List.<Check>of() : shared(new SharedDirectory(out))) {
            well &= show(text, check.name(), check.look());
        }
        return well ? 0 : 1;
    }

    private static List<Check> shared(SharedDirectory directory) {
        return List.of(
                new Check("space", directory::space),
                new Check("lock", directory::lock),
                new Check("rename", directory::rename),
                new Check("append", directory::append),
                new Check("sight", directory::sight));
    }

    private static boolean show(PrintWriter out, String name, Callable<String> look) {
        try {
            out.printf(Locale.ROOT, "  ok       %-16s %s%n", name, look.call());
            return true;
        } catch (Exception | LinkageError e) {
            String problem = e.getMessage() == null ? e.toString() : e.getMessage();
            out.printf(Locale.ROOT, "  MISSING  %-16s %s%n", name, problem);
            return false;
        }
    }

    private static String java() {
        int version = Runtime.version().feature();
        if (version < JAVA) {
            throw new IllegalStateException(
                    "Java %s, needs %s or newer. Mend it: apt-get install openjdk-17-jdk-headless"
                            .formatted(version, JAVA));
        }
        return Runtime.version().toString();
    }
}
