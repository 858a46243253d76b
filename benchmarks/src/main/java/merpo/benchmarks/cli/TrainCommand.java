package merpo.benchmarks.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import merpo.agents.Trainable;
import merpo.agents.training.Trainables;
import merpo.agents.training.Trainings;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a learner on datasets. */
@Command(
        name = "train",
        description = "Train a learner, or dynamics models for others to share, on datasets.",
        footer = {
            "",
            "Example: ./merpo train rac --data data/cheetahs/medium --meta-policy zoo:good --out runs/rac",
            "Example: ./merpo train merpo --data data/walkers/good --seed 1 --out runs/walkers",
            "Example: ./merpo train rac --data data/cheetahs/medium --meta-policy zoo:good --precision bf16 --out runs/rac-bf16",
            "Data come from ./merpo generate. A killed training goes on with ./merpo resume RUN."
        })
final class TrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ALGORITHM", description = "What to train, see below.")
    String what;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Datasets, one file per task, as ./merpo generate writes them.")
    Path data;

    @Option(
            names = "--test-data",
            paramLabel = "DIR",
            description =
                    "Datasets of the test tasks, where --data has training tasks alone (learners over tasks).")
    Path testData;

    @Option(names = "--out", paramLabel = "RUN", description = "Directory of the training.")
    Path out;

    @Option(
            names = "--precision",
            paramLabel = "P",
            description =
                    "Of matrix products in learners and dynamics models: fp32 (default), or bf16 between hidden layers of at least 128 units, where ./merpo doctor finds a processor for it. Other numbers, about as good; weights, losses and all else stay fp32.")
    String precision = "";

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "Learners of each task, stacked in one run, with successive seeds from --seed; default 1 (not for learners over tasks).")
    int seeds = 1;

    @Option(
            names = "--meta-policy",
            paramLabel = "P",
            description =
                    "What combo-3 and rac are held near: zoo:bad, zoo:medium, zoo:good, zoo:expert (of the policies that ship), zoo:poor (a random one), or the policy.safetensors of a training.")
    String metaPolicy = "";

    @Option(
            names = "--model",
            paramLabel = "RUN",
            description = "Training on the same data whose dynamics models are used.")
    Path model;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Override one value of config.yaml, such as steps=5000 or learning.rac.alpha=0.7; repeatable.")
    Map<String, String> overrides = new LinkedHashMap<>();

    @Mixin PresetOptions presets = new PresetOptions();
    @Mixin SeedOption draws = new SeedOption();
    @Mixin TrainingOptions training = new TrainingOptions();
    @ArgGroup ExistingOption existing;

    @Spec CommandSpec spec;

    /** A line of help for each thing that can be trained. */
    static void describe(CommandSpec own) {
        List<String> footer = new ArrayList<>(List.of("", "Algorithms:"));
        for (Trainable<?> trainable : Trainables.all()) {
            footer.add("  %-11s  %s".formatted(trainable.name(), trainable.summary()));
        }
        footer.addAll(List.of(own.usageMessage().footer()));
        own.usageMessage().footer(footer.toArray(String[]::new));
    }

    @Override
    public Integer call() throws Exception {
        if (!what.isEmpty()
                && !Trainables.names().contains(what)
                && Files.isDirectory(Path.of(what))) {
            throw Usage.wrong(
                    spec,
                    "%1$s is a directory, and ALGORITHM names what to train. A run that is there goes on with its own settings: ./merpo resume %1$s"
                            .formatted(what));
        }
        if (data == null || out == null) {
            throw Usage.wrong(
                    spec,
                    "Missing required option: "
                            + (data == null
                                    ? "--data=DIR, the datasets"
                                    : "--out=RUN, the directory of the training"));
        }
        Outputs.requireDirectory(spec, "--out", out);
        Trainable<?> trainable = Usage.require(spec, () -> Trainables.named(what));
        training.begin(order(trainable), out, ExistingOption.of(existing));
        return 0;
    }

    private Trainings.Order order(Trainable<?> trainable) {
        return new Trainings.Order(
                trainable,
                data,
                testData == null ? "" : testData.toString(),
                presets.scale(),
                presets.reading(),
                draws.seed,
                seeds,
                metaPolicy,
                model == null ? "" : model.toString(),
                PrecisionOption.among(spec, overrides, precision));
    }
}
