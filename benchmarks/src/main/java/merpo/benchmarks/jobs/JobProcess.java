package merpo.benchmarks.jobs;

/** How a job becomes a process. */
@FunctionalInterface
public interface JobProcess {
    /** The process to start; where its output goes is the runner's business. */
    ProcessBuilder of(Job job);
}
