package merpo.benchmarks.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import merpo.datagen.run.Kind;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From tasks to the report. */
@Command(
        name = "quickstart",
        description = {
            "A whole experiment by the other commands: tasks, behavior policies, data, a training of merpo, its evaluation and the report.",
            "Each command is shown as it begins."
        },
        footer = {
            "",
            "Example: ./merpo quickstart --seed 1 --out runs/first",
            "A killed one goes on with ./merpo resume DIR."
        })
final class QuickstartCommand implements Callable<Integer> {
    @Option(
            names = "--env",
            paramLabel = "ID",
            description =
                    "point-robot-wind (default), walker-2d-params, half-cheetah-fwd-back or ant-fwd-back.")
    String environment = "point-robot-wind";

    @Option(
            names = "--scale",
            paramLabel = "S",
            description = "smoke (a path through everything) or small (default: a result).")
    String scale = "small";

    @Option(
            names = "--quality",
            paramLabel = "Q",
            description = "Data to learn from, as of ./merpo generate, default medium.")
    String quality = "medium";

    @Option(
            names = "--reading",
            paramLabel = "R",
            description = "literal or working (default), as of ./merpo train.")
    String reading = "working";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "behaviors.NAME=VALUE for the policies that make the data, anything else for the training; repeatable.")
    Map<String, String> overrides = new LinkedHashMap<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Directory of all of it, default runs/quickstart-ENV-SCALE-seedN.")
    Path out;

    @Mixin SeedOption draws = new SeedOption();
    @Mixin ThreadOption threads = new ThreadOption();
    @ArgGroup ExistingOption existing;

    @Spec CommandSpec spec;

    private final Commands others;

    QuickstartCommand(Commands others) {
        this.others = others;
    }

    @Override
    public Integer call() throws Exception {
        Outputs.requireDirectory(spec, "--out", out);
        Quickstart here = quickstart();
        Path directory =
                out != null
                        ? out
                        : Path.of(
                                "runs",
                                "quickstart-%s-%s-seed%d"
                                        .formatted(here.environment(), scale, draws.seed));
        int cores = threads.count();
        try (RunDirectory run =
                RunDirectory.create(directory, ExistingOption.of(existing), Kind.QUICKSTART)) {
            if (!Quickstart.in(run.root())) {
                here.configure(run);
            } else {
                ExistingOption.requireSame(
                        spec,
                        directory,
                        Quickstart.FILE,
                        ConfigYaml.difference(Quickstart.goOn(run), here));
            }
            here.run(run, directory, cores, spec.commandLine(), others);
        }
        return 0;
    }

    private Quickstart quickstart() throws Exception {
        Scale chosen = Usage.choice(spec, "--scale", scale, Scale.class);
        Reading read = Usage.choice(spec, "--reading", reading, Reading.class);
        return Usage.require(
                spec,
                () -> {
                    Quickstart quickstart =
                            new Quickstart(
                                    environment.toLowerCase(Locale.ROOT),
                                    chosen,
                                    read,
                                    draws.seed,
                                    Usage.quality(spec, quality).text(),
                                    overrides);
                    quickstart.check();
                    return quickstart;
                });
    }
}
