package merpo.benchmarks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import merpo.benchmarks.jobs.ChildJvm;
import merpo.benchmarks.jobs.Export;
import merpo.benchmarks.jobs.Job;
import merpo.benchmarks.jobs.JobList;
import merpo.benchmarks.jobs.JobResults;
import merpo.benchmarks.jobs.JobRunner;
import merpo.benchmarks.jobs.LocalPlace;
import merpo.benchmarks.jobs.Place;
import merpo.benchmarks.jobs.SparkMaster;
import merpo.benchmarks.jobs.SparkPlace;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a list of jobs is carried out; none of the options changes what comes of it. */
final class JobOptions {
    static final int MOST_SEEDS = 100;

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Processes at a time, of one thread each; default one per core.")
    Integer jobs;

    @Option(names = "--dry-run", description = "Print the commands that would be run.")
    boolean dryRun;

    @Option(
            names = "--export",
            paramLabel = "DIR",
            description =
                    "Write the jobs as scripts with a Makefile and a submission to SLURM (sh DIR/submit.sh) and run none; benchmarks/README.md says where they can run.")
    Path export;

    @Option(
            names = "--spark",
            paramLabel = "MASTER",
            description =
                    "Run the jobs on Apache Spark 4: spark://HOST:PORT, yarn, k8s://URL or local-cluster[WORKERS,CORES,MIB]. Its machines see --out and merpo under the same names; spark-submit is that of SPARK_HOME, else on the PATH.")
    String spark;

    @Option(
            names = "--spark-conf",
            paramLabel = "KEY=VALUE",
            description =
                    "A setting of Spark, such as spark.executor.instances=20; repeatable, over those that merpo makes.")
    Map<String, String> sparkSettings = new LinkedHashMap<>();

    /** Refuses what cannot be. */
    int atATime() {
        Usage.requireWithin(spec, "--jobs", jobs, 1, ThreadOption.most());
        if (spark != null) {
            Usage.require(spec, () -> new SparkMaster(spark));
            if (jobs != null) {
                throw Usage.wrong(
                        spec,
                        "--jobs is of processes on this machine, and with --spark as many run as Spark has cores. Leave one out; --spark-conf spark.cores.max=%d is a limit"
                                .formatted(jobs));
            }
            if (export != null) {
                throw Usage.wrong(
                        spec, "--export runs nothing, and --spark runs the jobs. Leave one out");
            }
        } else if (!sparkSettings.isEmpty()) {
            throw Usage.wrong(spec, "--spark-conf is of --spark, which is not given");
        }
        return jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
    }

    /** Whether it is this machine that computes. */
    boolean here() {
        return spark == null && export == null;
    }

    /** Whether nothing is to be run: then it is done. */
    boolean shown(JobList all) throws IOException {
        Outputs.requireDirectory(spec, "--export", export);
        if (dryRun) {
            PrintWriter text = spec.commandLine().getOut();
            for (Job job : all.jobs()) {
                text.println((job.finished() ? "# finished: " : "") + job.command());
            }
        }
        if (!dryRun && export != null) {
            Export.write(all, child()::start, export);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "Exported %d jobs. Run them: make -C %2$s -j8 -k, or sh %2$s/submit.sh on SLURM; then the same command without --export goes on with what is there.%n",
                            all.jobs().size(), export);
        }
        return dryRun || export != null;
    }

    /** This program again, whichever class reads its arguments. */
    private ChildJvm child() {
        return new ChildJvm(spec.root().userObject().getClass().getName());
    }

    /**
     * Runs what is not finished.
     *
     * @param out in which all of them have their directories
     */
    JobResults run(JobList all, Path out) throws IOException, InterruptedException {
        List<String> words = spec.root().commandLine().getParseResult().originalArgs();
        InterruptNotice notice =
                new InterruptNotice(
                        spec.commandLine().getErr(),
                        () ->
                                "Interrupted. What is finished is kept; go on with the same command: "
                                        + Job.words(words));
        try (notice;
                Place place = place(all, out)) {
            return new JobRunner(place, Terminal.progress()).run(all);
        }
    }

    private Place place(JobList all, Path out) {
        return spark == null
                ? new LocalPlace(child(), atATime())
                : new SparkPlace(new SparkMaster(spark), sparkSettings, all, child()::start, out);
    }

    /** Says what failed and what was left out, if anything. */
    void report(JobResults results) {
        PrintWriter err = spec.commandLine().getErr();
        for (JobResults.Failure failure : results.failed()) {
            err.println("merpo: " + failure.message());
        }
        List<String> left = results.left().stream().map(Job::name).toList();
        if (!left.isEmpty()) {
            err.println(
                    "merpo: left out, because they need what failed: " + String.join(", ", left));
        }
        if (!results.complete()) {
            err.printf(
                    "merpo: %d finished before, %d finished now, %d failed, %d left out. The same command tries again what is missing.%n",
                    results.kept().size(),
                    results.done().size(),
                    results.failed().size(),
                    left.size());
        }
        err.flush();
    }
}
