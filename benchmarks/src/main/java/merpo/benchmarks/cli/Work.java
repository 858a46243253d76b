package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import merpo.datagen.run.BarProgress;
import merpo.datagen.run.Existing;
import merpo.datagen.run.LineProgress;
import merpo.datagen.run.Pipeline;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Settings;
import merpo.datagen.run.StageFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What the commands that run stages share: take the directory, run the stages, say how to go on.
 */
final class Work {
    /** The launcher sees whether standard error is a terminal; a virtual machine cannot tell. */
    static final String TERMINAL = "merpo.terminal";

    private final StageFactory experiments;
    private final CommandSpec spec;

    /** One call to a pipeline. */
    interface Job {
        void run(Pipeline pipeline) throws Exception;
    }

    Work(StageFactory experiments, CommandSpec spec) {
        this.experiments = experiments;
        this.spec = spec;
    }

    /** Makes or resumes a run from options, and works on it. */
    Path begin(ExperimentOptions options, Path out, Existing existing, int threads, Job job)
            throws Exception {
        Settings settings = options.settings();
        try {
            experiments.check(settings);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        try (RunDirectory run = RunDirectory.create(out, existing)) {
            if (configured(run)) {
                options.requireAgreement(experiments.settings(run), out.toString());
            } else {
                experiments.configure(run, settings);
            }
            work(run, out, threads, job);
            return run.root();
        }
    }

    /** Runs one command's stages in a run that exists; {@code again} takes back finished ones. */
    Path goOn(Path directory, int threads, boolean again) throws Exception {
        return goOn(
                directory,
                threads,
                pipeline -> {
                    if (again) {
                        pipeline.forgetFrom(spec.name());
                    }
                    pipeline.runCommand(spec.name());
                });
    }

    /** Goes on with a run that exists. */
    private Path goOn(Path directory, int threads, Job job) throws Exception {
        try (RunDirectory run = RunDirectory.open(directory)) {
            if (!configured(run)) {
                throw new merpo.datagen.run.Refusal(
                        directory
                                + " has no config.yaml: the run was interrupted before it began. Begin it: ./merpo prepare --resume --out "
                                + directory);
            }
            work(run, directory, threads, job);
            return run.root();
        }
    }

    private void work(RunDirectory run, Path shown, int threads, Job job) throws Exception {
        Progress progress =
                Boolean.getBoolean(TERMINAL)
                        ? new BarProgress(System.err)
                        : new LineProgress(System.err);
        Pipeline pipeline = new Pipeline(run, experiments.stages(run, threads), progress);
        PrintWriter err = spec.commandLine().getErr();
        InterruptNotice notice = new InterruptNotice(err, () -> goOnMessage(pipeline, shown));
        try {
            job.run(pipeline);
        } finally {
            notice.close();
        }
    }

    private String goOnMessage(Pipeline pipeline, Path shown) {
        return "Interrupted in stage \""
                + pipeline.current()
                + "\". What is finished is kept; go on with: ./merpo "
                + switch (spec.name()) {
                    case "quickstart", "prepare" -> spec.name() + " --resume --out " + shown;
                    default -> spec.name() + " " + shown;
                };
    }

    private static boolean configured(RunDirectory run) {
        return Files.exists(run.path("config.yaml"));
    }
}
