package merpo.benchmarks.jobs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import merpo.datagen.process.LastLine;
import merpo.datagen.run.AtomicText;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import merpo.datagen.settings.Setting;

/**
 * Runs a list of jobs, some at a time. Owns the processes it started: none outlives {@link #run},
 * nor this process when it is asked to end.
 */
public final class JobRunner {
    private static final int SIGNALLED = 128; // a shell's statuses of signals begin above
    private static final Set<String> PLACES = Set.of("--out", "--data", "--test-data", "--model");
    private static final long MOMENT = 500; // ms

    private final JobProcess processes;
    private final int atATime;
    private final Progress progress;

    /**
     * A runner.
     *
     * @param atATime how many processes may run at once
     */
    public JobRunner(JobProcess processes, int atATime, Progress progress) {
        Setting.require("JobRunner.atATime", atATime, atATime >= 1, "at least 1");
        this.processes = processes;
        this.atATime = atATime;
        this.progress = progress;
    }

    /** Runs all that is not finished. A failure leaves out what needs it, and nothing else. */
    public JobResults run(JobList list) throws IOException, InterruptedException {
        for (Job job : list.jobs()) {
            requireSameOrder(job);
        }
        try (Children children = new Children()) {
            return new Round(list, children).run();
        }
    }

    /** A directory that another command made holds other results under the same name. */
    private static void requireSameOrder(Job job) {
        String there = order(job);
        boolean same = placeless(there.lines().toList()).equals(placeless(job.arguments()));
        if (!there.isEmpty() && !same && Files.exists(job.directory())) {
            throw new Refusal(
                    "%s was made by another command (merpo %s), this one is: merpo %s. Choose another --out; what is there is kept"
                            .formatted(
                                    job.directory(),
                                    there.strip().replace('\n', ' '),
                                    String.join(" ", job.arguments())));
        }
    }

    private static String order(Job job) {
        try {
            return Files.exists(job.order()) ? Files.readString(job.order()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(job.order() + " cannot be read: " + e, e);
        }
    }

    /** A command with its places as seen from its own directory: the same wherever that lies. */
    private static List<String> placeless(List<String> words) {
        int out = words.indexOf("--out");
        if (out < 0 || out + 1 == words.size()) {
            return words;
        }
        Path own = absolute(words.get(out + 1));
        List<String> all = new ArrayList<>(words);
        for (int i = 1; i < all.size(); i++) {
            Path place = absolute(all.get(i));
            if (PLACES.contains(all.get(i - 1)) || place.equals(own)) {
                all.set(i, own.relativize(place).toString());
            }
        }
        return all;
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }

    private static String text(Job job) {
        return String.join("\n", job.arguments()) + "\n";
    }

    /** A child that ended. */
    private record End(Job job, int status, double seconds) {}

    /** One pass over a list. */
    private final class Round {
        private final List<Job> waiting = new ArrayList<>();
        private final Map<Job, Long> running = new HashMap<>(); // nanoseconds when it began
        private final Set<String> finished = new HashSet<>();
        private final Set<String> lost = new LinkedHashSet<>();
        private final List<Job> kept = new ArrayList<>();
        private final List<Job> done = new ArrayList<>();
        private final List<JobResults.Failure> failed = new ArrayList<>();
        private final List<Job> left = new ArrayList<>();
        private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();
        private final Children children;
        private TimeLeft time = new TimeLeft(atATime);

        Round(JobList list, Children children) {
            this.children = children;
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
                while (!running.isEmpty()) {
                    End end = ends.take();
                    if (end.status() > SIGNALLED) {
                        Thread.sleep(MOMENT); // Ctrl-C reaches children and parent together
                    }
                    children.requireNotEnding();
                    accept(end);
                    startAll();
                }
                progress.stageDone();
            }
            return new JobResults(kept, done, failed, left);
        }

        private void startAll() throws IOException {
            drop();
            for (Job job : List.copyOf(waiting)) {
                if (running.size() < atATime && finished.containsAll(job.needs())) {
                    waiting.remove(job);
                    start(job);
                }
            }
            progress.step(done.size() + failed.size() + left.size(), state());
        }

        /** Takes out what needs a failed job; the list's order makes one pass enough. */
        private void drop() {
            for (Job job : List.copyOf(waiting)) {
                if (job.needs().stream().anyMatch(lost::contains)) {
                    waiting.remove(job);
                    left.add(job);
                    lost.add(job.name());
                }
            }
        }

        private void start(Job job) throws IOException {
            Files.createDirectories(job.directory().toAbsolutePath().getParent());
            AtomicText.write(job.order(), text(job));
            Process process =
                    children.start(
                            processes
                                    .of(job)
                                    .redirectErrorStream(true)
                                    .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                                    .redirectOutput(
                                            ProcessBuilder.Redirect.appendTo(job.log().toFile())));
            long began = System.nanoTime();
            running.put(job, began);
            var unused =
                    process.onExit()
                            .thenAccept(
                                    ended ->
                                            ends.add(
                                                    new End(
                                                            job,
                                                            ended.exitValue(),
                                                            (System.nanoTime() - began) / 1e9)));
        }

        private void accept(End end) {
            Job job = end.job();
            running.remove(job);
            if (end.status() == 0 && job.finished()) {
                finished.add(job.name());
                done.add(job);
                time = time.with(job.seconds(), end.seconds());
                progress.note(job.name() + ": " + TimeLeft.text(end.seconds()) + "; " + state());
            } else {
                lost.add(job.name());
                JobResults.Failure failure = new JobResults.Failure(job, reason(end));
                failed.add(failure);
                progress.note(failure.message());
            }
        }

        private String reason(End end) {
            String printed = LastLine.of(end.job().log());
            String last = printed.isEmpty() ? "it printed nothing" : printed;
            return end.status() == 0
                    ? "it ended well, but %s is not finished, or not whole; its last line: %s"
                            .formatted(end.job().directory(), last)
                    : "exit status " + end.status() + ", " + last;
        }

        private String state() {
            double expected = 0;
            double longest = 0;
            for (Job job : waiting) {
                expected += job.seconds();
                longest = Math.max(longest, job.seconds());
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
                            waiting.size(),
                            failed.isEmpty() ? "" : ", " + failed.size() + " failed",
                            TimeLeft.text(time.seconds(expected, longest)));
        }
    }

    private static File nothing() {
        return new File("/dev/null");
    }
}
