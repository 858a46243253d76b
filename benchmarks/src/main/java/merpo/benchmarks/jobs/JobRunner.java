package merpo.benchmarks.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import merpo.datagen.run.Progress;

/**
 * Runs a list of jobs, some at a time. What another runner is at, in the same directories, is left
 * to it: two share a list.
 */
public final class JobRunner {
    private static final long LOOK_AGAIN = 1; // s
    private static final long LEAVE_BUSY = TimeUnit.SECONDS.toNanos(10);

    private final Place place;
    private final Progress progress;

    /** A runner; the place is its caller's to close. */
    public JobRunner(Place place, Progress progress) {
        this.place = place;
        this.progress = progress;
    }

    /** Runs all that is not finished. A failure leaves out what needs it, and nothing else. */
    public JobResults run(JobList list) throws IOException, InterruptedException {
        list.jobs().forEach(CommandFile::requireSame);
        return new Round(list).run();
    }

    /** A job that ended, and when it did. */
    private record Ended(Job job, Place.End end, long at) {}

    /** One pass over a list. */
    private final class Round implements Place.Watch {
        private final List<Job> waiting = new ArrayList<>();
        private final Set<Job> started = new HashSet<>(); // and not ended
        private final Map<Job, Long> running = new HashMap<>(); // nanoseconds when it began
        private final Map<Job, Long> busy = new HashMap<>(); // nanoseconds when to try again
        private final Set<String> finished = new HashSet<>();
        private final Set<String> lost = new LinkedHashSet<>();
        private final List<Job> kept = new ArrayList<>();
        private final List<Job> done = new ArrayList<>();
        private final List<JobResults.Failure> failed = new ArrayList<>();
        private final List<Job> left = new ArrayList<>();
        private final BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
        private final List<Ended> unseen = new ArrayList<>(); // well, and no results yet
        private TimeLeft time = new TimeLeft();

        Round(JobList list) {
            for (Job job : list.jobs()) {
                if (job.finished()) {
                    kept.add(job);
                    finished.add(job.name());
                } else {
                    waiting.add(job);
                }
            }
        }

        JobResults run() throws IOException, InterruptedException {
            if (!kept.isEmpty()) {
                progress.note(kept.size() + " finished before, kept");
            }
            if (!waiting.isEmpty()) {
                progress.stage("runs", waiting.size(), "runs");
                startAll();
                while (!started.isEmpty() || !waiting.isEmpty()) {
                    Runnable one = news.poll(LOOK_AGAIN, TimeUnit.SECONDS);
                    for (; one != null; one = news.poll()) {
                        one.run();
                    }
                    List.copyOf(unseen).forEach(this::look);
                    startAll();
                }
                progress.stageDone();
            }
            return new JobResults(kept, done, failed, left);
        }

        private void startAll() throws IOException {
            drop();
            for (Job job : List.copyOf(waiting)) {
                if (started.size() >= place.atATime()) {
                    break;
                }
                if (finished.containsAll(job.needs()) && !isBusy(job)) {
                    waiting.remove(job);
                    start(job);
                }
            }
            progress.step(done.size() + failed.size() + left.size(), state());
        }

        private boolean isBusy(Job job) {
            Long again = busy.get(job);
            return again != null && again - System.nanoTime() > 0;
        }

        /** Takes out what needs a failed job; the list's order makes one pass enough. */
        private void drop() {
            if (lost.isEmpty()) {
                return;
            }
            for (Job job : List.copyOf(waiting)) {
                if (job.needs().stream().anyMatch(lost::contains)) {
                    waiting.remove(job);
                    left.add(job);
                    lost.add(job.name());
                }
            }
        }

        private void start(Job job) throws IOException {
            if (job.finished()) { // by another runner
                finished.add(job.name());
                kept.add(job);
                return;
            }
            CommandFile.write(job);
            started.add(job);
            place.start(job, this);
        }

        @Override
        public void began(Job job, String where) {
            long now = System.nanoTime();
            news.add(
                    () -> {
                        if (running.put(job, now) != null) {
                            progress.note(job.name() + " begins again" + on(where));
                        }
                    });
        }

        @Override
        public void ended(Job job, Place.End end) {
            Ended ended = new Ended(job, end, System.nanoTime());
            news.add(() -> accept(ended));
        }

        @Override
        public void says(String text) {
            news.add(() -> progress.note(text));
        }

        private String on(String where) {
            return where.isEmpty() ? "" : " on " + where;
        }

        private void accept(Ended ended) {
            Job job = ended.job();
            if (ended.end().status() == Place.End.BUSY) {
                started.remove(job);
                running.remove(job);
                if (busy.put(job, System.nanoTime() + LEAVE_BUSY) == null) {
                    progress.note(job.name() + " waits: " + ended.end().last());
                }
                waiting.add(0, job);
            } else if (ended.end().status() == 0 && !job.finished()) {
                unseen.add(ended);
            } else {
                close(ended);
            }
        }

        /** Results on a shared file system may come into sight later than the news. */
        private void look(Ended ended) {
            if (ended.job().finished()
                    || System.nanoTime() - ended.at() >= ended.end().sight().toNanos()) {
                unseen.remove(ended);
                close(ended);
            }
        }

        private void close(Ended ended) {
            Job job = ended.job();
            Place.End end = ended.end();
            started.remove(job);
            running.remove(job);
            if (end.status() == 0 && job.finished()) {
                finished.add(job.name());
                done.add(job);
                time = time.with(job.seconds(), end.seconds());
                progress.note(
                        "%s: %s%s; %s"
                                .formatted(
                                        job.name(),
                                        TimeLeft.text(end.seconds()),
                                        on(end.where()),
                                        state()));
            } else {
                lost.add(job.name());
                JobResults.Failure failure = new JobResults.Failure(job, reason(job, end));
                failed.add(failure);
                progress.note(failure.message());
            }
        }

        private String reason(Job job, Place.End end) {
            String last = end.last().isEmpty() ? "it printed nothing" : end.last();
            String where = on(end.where());
            return switch (end.status()) {
                case 0 ->
                        "it ended well%s, but %s is not finished, or not whole; its last line: %s"
                                .formatted(where, job.directory(), last);
                case Place.End.LOST -> last;
                default -> "exit status %d%s, %s".formatted(end.status(), where, last);
            };
        }

        private String state() {
            double expected = 0;
            double longest = 0;
            int queued = waiting.size() + started.size() - running.size();
            for (Collection<Job> some : List.of(waiting, started)) {
                for (Job job : some) {
                    if (!running.containsKey(job)) {
                        expected += job.seconds();
                        longest = Math.max(longest, job.seconds());
                    }
                }
            }
            for (Map.Entry<Job, Long> one : running.entrySet()) {
                double ran = (System.nanoTime() - one.getValue()) / 1e9;
                double rest = Math.max(0, one.getKey().seconds() - ran);
                expected += rest;
                longest = Math.max(longest, rest);
            }
            return "%d done, %d running, %d left%s, about %s to go"
                    .formatted(
                            kept.size() + done.size(),
                            running.size(),
                            queued,
                            failed.isEmpty() ? "" : ", " + failed.size() + " failed",
                            TimeLeft.text(time.seconds(place.sideBySide(), expected, longest)));
        }
    }
}
