package merpo.benchmarks.cli;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.List;
import merpo.agents.training.Devices;
import merpo.agents.training.Trainables;
import merpo.agents.training.TrainingConfig;
import merpo.agents.training.Trainings;
import merpo.benchmarks.watch.Watch;
import merpo.datagen.run.Existing;
import merpo.datagen.run.Kind;
import merpo.datagen.run.Pipeline;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a training is carried out, and its work; none of the options changes its numbers. */
final class TrainingOptions {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--watch",
            description = "Draw one live screen of the training instead of a progress line.")
    boolean watch;

    @Mixin ComputingOptions computing = new ComputingOptions();

    /** Makes or resumes a training. */
    void begin(Trainings.Order order, Path out, Existing existing) throws Exception {
        int cores = computing.threads.count();
        Device on = chosen();
        TrainingConfig config = Usage.require(spec, () -> Trainings.config(order));
        try (RunDirectory run = RunDirectory.create(out, existing, Kind.TRAINING)) {
            if (TrainingConfig.in(run.root())) {
                TrainingConfig there = Trainings.goOn(run);
                ExistingOption.requireSame(
                        spec,
                        out,
                        TrainingConfig.FILE,
                        Trainings.difference(run.root(), there, config));
                if (!there.equals(config)) { // the same, and elsewhere
                    Trainings.bind(run, config);
                }
            } else {
                Trainings.configure(run, config);
            }
            work(run, out, config, cores, on);
        }
    }

    /**
     * Goes on with a training that exists.
     *
     * @param data where its data lie now, and those of its test tasks; null for where they were
     */
    void goOn(Path directory, Path data, Path testData) throws Exception {
        int cores = computing.threads.count();
        Device on = chosen();
        TrainingConfig begun = TrainingConfig.read(directory).withData(data, testData);
        try (RunDirectory run = RunDirectory.open(directory)) {
            TrainingConfig unused = Trainings.goOn(run);
            if (data != null || testData != null) {
                Trainings.requireData(begun);
                Trainings.bind(run, begun);
            }
            work(run, directory, begun, cores, on);
        }
    }

    private Device chosen() {
        return Usage.require(spec, () -> Devices.of(computing.device));
    }

    private void work(RunDirectory run, Path shown, TrainingConfig config, int cores, Device on)
            throws Exception {
        List<Stage> stages = Trainings.stages(config, cores, on);
        Watch screen = watch ? Watch.attach(run.root(), System.err, Terminal.isThere()) : null;
        Progress progress = watch ? screen.progress() : Terminal.progress();
        try {
            Pipeline pipeline = new Pipeline(run, stages, progress);
            Terminal.run(pipeline, shown, spec.commandLine().getErr());
        } finally {
            if (screen != null) {
                screen.close();
            }
        }
        spec.commandLine()
                .getOut()
                .println(
                        Launch.words(
                                "Trained in %s. Next: %s".formatted(shown, next(shown, config))));
    }

    /** Models alone are not tried, but learned with. */
    private static String next(Path shown, TrainingConfig config) {
        return config.modelsOnly()
                ? "./merpo train %s --data %s --model %s --out RUN"
                        .formatted(
                                config.trainable() == Trainables.META_MODEL ? "merpo" : "combo",
                                config.data().directory(),
                                shown)
                : "./merpo evaluate " + shown;
    }
}
