package merpo.benchmarks.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A place without processes: each job ends at once, as a function says. */
class HandPlace implements Place {
    private final Function<Job, End> how;
    private final List<String> started = new ArrayList<>();

    HandPlace(Function<Job, End> how) {
        this.how = how;
    }

    static End end(int status, String last) {
        return end(status, last, Duration.ZERO);
    }

    static End end(int status, String last, Duration sight) {
        return new End(status, 1, "node7", last, sight);
    }

    List<String> started() {
        return started;
    }

    @Override
    public int atATime() {
        return 1;
    }

    @Override
    public void start(Job job, Watch watch) {
        started.add(job.name());
        watch.began(job, "node7");
        watch.ended(job, how.apply(job));
    }

    @Override
    public void close() {}
}
