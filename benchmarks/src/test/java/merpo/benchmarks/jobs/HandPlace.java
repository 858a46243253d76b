package merpo.benchmarks.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A place without processes: each job ends at once, as a function says. */
final class HandPlace implements Place {
    private final Function<Job, End> how;
    private final List<String> started = new ArrayList<>();
    private Duration sight = Duration.ZERO;

    HandPlace(Function<Job, End> how) {
        this.how = how;
    }

    static End end(int status, String last) {
        return new End(status, 1, "node7", last);
    }

    HandPlace sight(Duration longest) {
        sight = longest;
        return this;
    }

    List<String> started() {
        return started;
    }

    @Override
    public int atATime() {
        return 1;
    }

    @Override
    public void start(Job job, Consumer<End> ended) {
        started.add(job.name());
        ended.accept(how.apply(job));
    }

    @Override
    public Duration sight() {
        return sight;
    }

    @Override
    public void close() {}
}
