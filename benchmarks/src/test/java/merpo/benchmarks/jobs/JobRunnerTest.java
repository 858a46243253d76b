package merpo.benchmarks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import merpo.datagen.process.JavaProgram;
import merpo.datagen.run.LineProgress;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real child processes, each some tenths of a second. */
final class JobRunnerTest {
    @TempDir Path temp;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private JobResults run(int atATime, Job... jobs) throws Exception {
        Progress progress =
                new LineProgress(new PrintStream(shown, true, StandardCharsets.UTF_8), true);
        try (Place place = new LocalPlace(new ChildJvm(TinyJob.class.getName()), atATime)) {
            return new JobRunner(place, progress).run(JobList.of(List.of(jobs)));
        }
    }

    private JobResults run(Place place, Job... jobs) throws Exception {
        Progress progress =
                new LineProgress(new PrintStream(shown, true, StandardCharsets.UTF_8), true);
        return new JobRunner(place, progress).run(JobList.of(List.of(jobs)));
    }

    private void finish(Job job) {
        try {
            TinyJob.finish(job.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private long[] time(String name) throws Exception {
        String[] words = Files.readString(temp.resolve(name).resolve("time")).split(" ", -1);
        return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1])};
    }

    @Test
    void aJobBeginsWhenThoseThatItNeedsAreFinished() throws Exception {
        JobResults results =
                run(
                        3,
                        TinyJob.job("run", "well", temp, "data", "model"),
                        TinyJob.job("model", "well", temp, "data"),
                        TinyJob.job("data", "well", temp));
        assertThat(results.complete()).isTrue();
        assertThat(results.done()).extracting(Job::name).containsExactly("data", "model", "run");
        assertThat(time("model")[0]).isGreaterThanOrEqualTo(time("data")[1]);
        assertThat(time("run")[0]).isGreaterThanOrEqualTo(time("model")[1]);
        assertThat(temp.resolve("run.log")).content().contains("job well " + temp.resolve("run"));
        assertThat(shown()).contains("run: ", "3 done, 0 running, 0 left");
    }

    @Test
    void noMoreJobsRunAtOnceThanAllowed() throws Exception {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            jobs.add(TinyJob.job("job" + i, "well", temp));
        }
        assertThat(run(1, jobs.toArray(Job[]::new)).done()).hasSize(4);
        for (int i = 1; i < 4; i++) {
            assertThat(time("job" + i)[0]).isGreaterThanOrEqualTo(time("job" + (i - 1))[1]);
        }
    }

    @Test
    void twoJobsRunAtOnceWhereTwoMay() throws Exception {
        run(2, TinyJob.job("a", "well", temp), TinyJob.job("b", "well", temp));
        assertThat(time("a")[0]).isLessThan(time("b")[1]);
        assertThat(time("b")[0]).isLessThan(time("a")[1]);
    }

    @Test
    void aFailureLeavesOutWhatNeedsItAndNothingElse() throws Exception {
        Job bad = TinyJob.job("bad", "badly", temp);
        JobResults results =
                run(
                        1,
                        bad,
                        TinyJob.job("on it", "well", temp, "bad"),
                        TinyJob.job("on that", "well", temp, "on it"),
                        TinyJob.job("other", "well", temp));
        assertThat(results.complete()).isFalse();
        assertThat(results.done()).extracting(Job::name).containsExactly("other");
        assertThat(results.left()).extracting(Job::name).containsExactly("on it", "on that");
        assertThat(results.failed()).hasSize(1);
        assertThat(results.failed().get(0).message())
                .startsWith("bad failed: exit status 1")
                .contains(temp.resolve("bad.log").toString())
                .endsWith("Repeat it: ./merpo badly " + temp.resolve("bad"));
        assertThat(temp.resolve("bad.log")).content().contains("the physics diverged");
        assertThat(temp.resolve("on it")).doesNotExist();
        assertThat(shown()).contains("1 failed");
    }

    @Test
    void aJobThatEndsWellWithoutItsResultHasFailed() throws Exception {
        JobResults results = run(1, TinyJob.job("empty", "emptily", temp));
        assertThat(results.done()).isEmpty();
        assertThat(results.failed().get(0).reason()).contains("it ended well, but", "not finished");
    }

    @Test
    void whatIsFinishedIsAcceptedWithoutAProcess() throws Exception {
        TinyJob.finish(temp.resolve("old"));
        JobResults results =
                run(
                        new HandPlace(
                                job -> {
                                    throw new AssertionError("started " + job.name());
                                }),
                        TinyJob.job("old", "well", temp));
        assertThat(results.kept()).hasSize(1);
        assertThat(results.complete()).isTrue();
    }

    @Test
    void aJobGoesOnWithWhatIsThere() throws Exception {
        Files.createDirectories(temp.resolve("half"));
        assertThat(run(1, TinyJob.job("half", "well", temp)).done()).hasSize(1);
        assertThat(temp.resolve("half/words")).content().endsWith(" --resume");
    }

    /** Another runner is at it: the job waits, the others go on, and what that one made is kept. */
    @Test
    void aBusyDirectoryIsLeftToWhoeverIsAtIt() throws Exception {
        Job other = TinyJob.job("other", "well", temp);
        HandPlace place =
                new HandPlace(
                        job -> {
                            if (job.name().equals("shared")) {
                                return HandPlace.end(Place.End.BUSY, "shared is in use");
                            }
                            finish(job);
                            finish(TinyJob.job("shared", "well", temp));
                            return HandPlace.end(0, "done");
                        });
        JobResults results =
                run(
                        place,
                        TinyJob.job("shared", "well", temp),
                        other,
                        TinyJob.job("next", "well", temp, "shared"));
        assertThat(place.started()).containsExactly("shared", "other", "next");
        assertThat(results.kept()).extracting(Job::name).containsExactly("shared");
        assertThat(results.done()).extracting(Job::name).containsExactly("other", "next");
        assertThat(shown()).contains("shared waits: shared is in use");
    }

    /** The news of a job's end may overtake its files. */
    @Test
    void resultsMayComeIntoSightLater() throws Exception {
        Job late = TinyJob.job("late", "well", temp);
        HandPlace place =
                new HandPlace(
                        job -> {
                            CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS)
                                    .execute(() -> finish(job));
                            return HandPlace.end(0, "done", Duration.ofSeconds(20));
                        });
        assertThat(run(place, late).done()).containsExactly(late);
        HandPlace never = new HandPlace(job -> HandPlace.end(0, "done", Duration.ofSeconds(1)));
        assertThat(run(never, TinyJob.job("never", "well", temp)))
                .satisfies(
                        results ->
                                assertThat(results.failed().get(0).reason())
                                        .startsWith("it ended well on node7, but"));
    }

    /** A place says what it has to say; a job that it lost begins again, and is lost for good. */
    @Test
    void whatAPlaceSaysIsShown() throws Exception {
        Place place =
                new HandPlace(job -> HandPlace.end(Place.End.LOST, "its machine is gone")) {
                    @Override
                    public void start(Job job, Watch watch) {
                        watch.says("two machines are there");
                        watch.began(job, "node3");
                        super.start(job, watch);
                    }
                };
        JobResults results = run(place, TinyJob.job("lost", "well", temp));
        assertThat(results.failed().get(0).reason()).isEqualTo("its machine is gone");
        assertThat(shown()).contains("two machines are there", "lost begins again on node7");
    }

    @Test
    void aDirectoryThatIsFinishedMeanwhileIsNotBegun() throws Exception {
        HandPlace place =
                new HandPlace(
                        job -> {
                            finish(job);
                            finish(TinyJob.job("b", "well", temp));
                            return HandPlace.end(0, "");
                        });
        run(place, TinyJob.job("a", "well", temp), TinyJob.job("b", "well", temp));
        assertThat(place.started()).containsExactly("a");
    }

    /** What the runner itself takes, apart from the processes. */
    @Test
    void aThousandJobsAreKeptInOrderInSeconds() throws Exception {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            String[] needs = i < 10 ? new String[0] : new String[] {"job" + (i - 10)};
            jobs.add(TinyJob.job("job" + i, "well", temp, needs));
        }
        HandPlace place =
                new HandPlace(
                        job -> {
                            finish(job);
                            return HandPlace.end(0, "");
                        });
        long began = System.nanoTime();
        assertThat(run(place, jobs.toArray(Job[]::new)).done()).hasSize(1000);
        assertThat((System.nanoTime() - began) / 1e9).isLessThan(20);
    }

    @Test
    void aDirectoryThatAnotherCommandMadeIsRefused() throws Exception {
        run(1, TinyJob.job("run", "well", temp));
        Job old = TinyJob.job("run", "well", temp);
        Job changed =
                new Job(
                        "run",
                        List.of("well", old.directory().toString(), "--seed", "1"),
                        List.of(),
                        old.directory(),
                        old.evidence(),
                        List.of(),
                        "64m",
                        1);
        assertThatThrownBy(() -> run(1, changed))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("was made by another command (merpo well ")
                .hasMessageContaining("--seed 1. Choose another --out; what is there is kept");
    }

    /** One folder by three names, and moved elsewhere. */
    @Test
    void aCommandIsTheSameWhereverItsFolderLies() throws Exception {
        Path here = Files.createDirectories(temp.resolve("here"));
        run(1, placed(here, "well"));
        assertThat(run(1, placed(temp.resolve("./here"), "well")).kept()).hasSize(1);
        Path there = Files.move(here, temp.resolve("there"));
        assertThat(run(1, placed(there, "well")).kept()).hasSize(1);
        assertThatThrownBy(() -> run(1, placed(there, "badly"))).isInstanceOf(Refusal.class);
    }

    private static Job placed(Path folder, String how) {
        Path own = folder.resolve("run");
        return new Job(
                "run",
                List.of(
                        how,
                        own.toString(),
                        "--data",
                        folder.resolve("data").toString(),
                        "--out",
                        own.toString()),
                List.of(),
                own,
                TinyJob.job("run", how, folder).evidence(),
                List.of(),
                "64m",
                1);
    }

    @Test
    void ctrlCTakesTheChildrenAlong() throws Exception {
        Path log = temp.resolve("parent.log");
        Process parent =
                new ProcessBuilder(
                                JavaProgram.command(
                                        List.of(),
                                        TinyRunner.class.getName(),
                                        List.of(temp.toString())))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            Path file = temp.resolve("endless/pid");
            for (int i = 0; i < 600 && !(Files.exists(file) && Files.size(file) > 0); i++) {
                Thread.sleep(50);
            }
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(Files.readString(file))).orElseThrow();
            new ProcessBuilder("kill", "-INT", Long.toString(parent.pid())).start().waitFor();
            assertThat(parent.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(parent.exitValue()).isEqualTo(130);
            assertThat(child.isAlive()).isFalse();
            assertThat(log).content().doesNotContain("failed", "Exception");
        } finally {
            parent.destroyForcibly();
        }
    }
}
