package merpo.benchmarks.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import merpo.datagen.behavior.BehaviorPresets;
import merpo.datagen.behavior.BehaviorRun;
import merpo.datagen.run.Existing;
import merpo.datagen.run.Kind;
import merpo.datagen.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the policies that make data. */
@Command(
        name = "behaviors",
        aliases = "behaviours", // as half of the readers spell it
        description = {
            "Train SAC for all tasks of a family at once, keeping checkpoints from random to good.",
            "The same command again goes on where a killed one stopped."
        },
        footer = {
            "",
            "Example: ./merpo behaviors --env half-cheetah-fwd-back --scale small --out runs/cheetahs"
        })
final class BehaviorsCommand implements Callable<Integer> {
    @Mixin FamilyOptions family = new FamilyOptions();

    @Option(
            names = "--tasks",
            paramLabel = "FILE",
            description = "Tasks as ./merpo envs tasks writes them (default: the fixed ones).")
    Path tasks;

    @Option(
            names = "--scale",
            defaultValue = "small",
            paramLabel = "S",
            description = "smoke, small or paper (default: small).")
    String scale;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "Replace one setting of the scale, such as updates=2 for each step of the simulations; training.json shows all.")
    Map<String, String> overrides = new LinkedHashMap<>();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to keep it.")
    Path out;

    @Mixin ThreadOption threads = new ThreadOption();

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Outputs.requireDirectory(spec, "--out", out);
        Usage.requireOneOf(spec, "--scale", scale, BehaviorPresets.SCALES);
        BehaviorRun.Plan plan =
                Usage.require(
                        spec,
                        () ->
                                BehaviorPresets.plan(
                                        family.definition(),
                                        Optional.ofNullable(tasks),
                                        scale,
                                        overrides,
                                        family.seed));
        int cores = threads.count();
        InterruptNotice notice = InterruptNotice.again(spec.commandLine().getErr());
        try (notice;
                RunDirectory directory =
                        RunDirectory.create(out, Existing.RESUME, Kind.BEHAVIORS)) {
            BehaviorTrainer.train(plan, directory, directory.root(), cores);
        }
        spec.commandLine()
                .getOut()
                .println("Trained in " + out + ": curve.csv, curve.svg, checkpoints/");
        return 0;
    }
}
