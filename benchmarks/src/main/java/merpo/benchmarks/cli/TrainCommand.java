package merpo.benchmarks.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import merpo.agents.Reading;
import merpo.agents.training.Algorithm;
import merpo.agents.training.Trainings;
import merpo.datagen.run.Names;
import merpo.datagen.run.StageFactory;
import merpo.datagen.settings.Scale;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a learner on datasets, or goes on with a training or an experiment. */
@Command(
        name = "train",
        description = {
            "Train a learner on datasets: cql, combo, combo-3, rac for each task alone; merpo, merpo-adp,",
            "proximal (Eq. 5), no-model over tasks; ensemble for dynamics models that others share.",
            "With the directory of a training or of an experiment: go on where it stopped."
        },
        footer = {
            "",
            "Example: ./merpo train rac --data data/cheetah/medium --meta-policy zoo:good --out runs/rac",
            "Example: ./merpo train merpo --data data/walkers/good --seed 1 --out runs/walkers",
            "Example: ./merpo train runs/rac",
            "Data come from ./merpo generate."
        })
final class TrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ALGORITHM|DIR", description = "What to train, or what to go on with.")
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
                    "Datasets of the test tasks, where --data has training tasks alone (meta-learners).")
    Path testData;

    @Option(names = "--out", paramLabel = "RUN", description = "Directory of the training.")
    Path out;

    @Option(
            names = "--scale",
            paramLabel = "S",
            description = "smoke, small (default) or paper: sizes and budgets.")
    String scale = "small";

    @Option(
            names = "--reading",
            paramLabel = "R",
            description =
                    "literal (the paper's text) or working (what learns, default): agents/PAPERS.md.")
    String reading = "working";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Every draw follows from it, default 0.")
    long seed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "Learners of each task, stacked in one run, with successive seeds from --seed; default 1 (not for meta-learners).")
    int seeds = 1;

    @Option(
            names = "--meta-policy",
            paramLabel = "P",
            description =
                    "What combo-3 and rac are held near: zoo:good, zoo:poor, or the policy.safetensors of a training.")
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

    @Option(
            names = "--device",
            paramLabel = "D",
            description = "Where tensors live: cpu (default) or gpu.")
    String device = "cpu";

    @Option(
            names = "--watch",
            description = "Draw one live screen of the training instead of a progress line.")
    boolean watch;

    @Mixin ThreadOption threads = new ThreadOption();
    @ArgGroup ExistingOption existing;

    @Spec CommandSpec spec;

    private final StageFactory experiments;

    TrainCommand(StageFactory experiments) {
        this.experiments = experiments;
    }

    @Override
    public Integer call() throws Exception {
        if (Algorithm.names().contains(what)) {
            requireNamed("--data", data);
            requireNamed("--out", out);
            work().begin(order(Algorithm.of(what)), out, ExistingOption.of(existing));
            said(out);
            return 0;
        }
        Path directory = Path.of(what);
        if (!Files.isDirectory(directory) && directory.getNameCount() == 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "\"%s\" is neither an algorithm (%s) nor a directory of a training%s"
                            .formatted(
                                    what,
                                    String.join(", ", Algorithm.names()),
                                    Names.suggestion(what, Algorithm.names())));
        }
        if (Files.isDirectory(directory) && Trainings.holds(directory)) {
            work().goOn(directory);
        } else {
            boolean again = existing != null && existing.overwrite;
            new Work(experiments, spec).goOn(directory, threads.count(), again);
        }
        said(directory);
        return 0;
    }

    private TrainingWork work() {
        return new TrainingWork(spec, threads.count(), device, watch);
    }

    private void said(Path directory) {
        spec.commandLine()
                .getOut()
                .println("Trained in " + directory + ". Next: ./merpo evaluate " + directory);
    }

    private Trainings.Order order(Algorithm algorithm) {
        return new Trainings.Order(
                algorithm,
                data,
                testData == null ? "" : testData.toString(),
                known("--scale", scale, Scale.class),
                known("--reading", reading, Reading.class),
                seed,
                seeds,
                metaPolicy,
                model == null ? "" : model.toString(),
                overrides);
    }

    private <E extends Enum<E>> E known(String option, String text, Class<E> type) {
        return Choices.of(spec, option, text, type);
    }

    private void requireNamed(String option, Path value) {
        if (value == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "train %s needs %s. Example: ./merpo train %s --data data/cheetah/medium --out runs/mine"
                            .formatted(what, option, what));
        }
    }
}
