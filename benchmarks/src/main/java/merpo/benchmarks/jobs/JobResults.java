package merpo.benchmarks.jobs;

import java.util.List;

/**
 * What came of a list of jobs.
 *
 * @param kept were finished before
 * @param done were finished now
 * @param failed ended otherwise
 * @param left were not begun, because one that they need failed
 */
public record JobResults(List<Job> kept, List<Job> done, List<Failure> failed, List<Job> left) {
    /**
     * A job that did not finish.
     *
     * @param reason its exit status and the last line that it printed
     */
    public record Failure(Job job, String reason) {
        /** What failed, where to read on, how to repeat it. */
        public String message() {
            return "%s failed: %s. Its output: %s. Repeat it: %s"
                    .formatted(job.name(), reason, job.log(), job.command());
        }
    }

    public JobResults {
        kept = List.copyOf(kept);
        done = List.copyOf(done);
        failed = List.copyOf(failed);
        left = List.copyOf(left);
    }

    public boolean complete() {
        return failed.isEmpty() && left.isEmpty();
    }
}
