package merpo.benchmarks.cli;

import java.nio.file.Path;
import java.util.List;
import merpo.datagen.run.Names;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What every benchmark asks, and how each of them ends. */
final class BenchOptions {
    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Interleaved rounds of each, default ${DEFAULT-VALUE}.")
    int rounds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the files go, over older ones; default ${DEFAULT-VALUE}.")
    Path out = Path.of("benchmarks", "results");

    BenchOptions(int rounds) {
        this.rounds = rounds;
    }

    /** Refuses a contender that is not there to be left out. */
    static void requireKnown(CommandSpec spec, String name, List<String> known) {
        if (!known.contains(name)) {
            String suggestion = Names.suggestion(name, known);
            throw Usage.wrong(
                    spec,
                    "--without names \"%s\"%s Known: %s"
                            .formatted(
                                    name,
                                    suggestion.isEmpty() ? "." : suggestion,
                                    String.join(", ", known)));
        }
    }

    /**
     * Says where the numbers are.
     *
     * @param files name of both, without its ending
     * @param described in the second of them
     */
    void tellWhere(CommandSpec spec, String files, String described) {
        spec.commandLine()
                .getOut()
                .printf(
                        "%nEvery round is in %s, %s in %s%n",
                        out.resolve(files + ".csv"), described, out.resolve(files + ".yaml"));
    }

    /** Says what could not be measured; the exit status. */
    static int status(CommandSpec spec, List<String> failures) {
        failures.forEach(failure -> spec.commandLine().getErr().println("merpo: " + failure));
        return failures.isEmpty() ? 0 : 1;
    }
}
