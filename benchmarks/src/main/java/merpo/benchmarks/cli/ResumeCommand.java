package merpo.benchmarks.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import merpo.datagen.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes on with a training or a quickstart. */
@Command(
        name = "resume",
        description = {
            "Go on with a training or a quickstart where it stopped, with the same numbers as if it had not been interrupted.",
            "What is finished is kept."
        },
        footer = {"", "Example: ./merpo resume runs/walkers"})
final class ResumeCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RUN",
            description = "Directory of ./merpo train or ./merpo quickstart.")
    Path directory;

    @Mixin MovedData data = new MovedData();

    @Mixin TrainingOptions training = new TrainingOptions();

    @Spec CommandSpec spec;

    private final Commands others;

    ResumeCommand(Commands others) {
        this.others = others;
    }

    @Override
    public Integer call() throws Exception {
        if (data.training != null && Quickstart.in(directory)) {
            throw Usage.wrong(
                    spec,
                    "--data is for trainings; %s is a quickstart, whose data lie in it. Leave it out"
                            .formatted(directory));
        }
        if (Quickstart.in(directory)) {
            try (RunDirectory run = RunDirectory.open(directory)) {
                Quickstart.goOn(run)
                        .run(
                                run,
                                directory,
                                training.computing.threads.count(),
                                spec.commandLine(),
                                others);
            }
            return 0;
        }
        training.goOn(directory, data.training, data.test);
        return 0;
    }
}
