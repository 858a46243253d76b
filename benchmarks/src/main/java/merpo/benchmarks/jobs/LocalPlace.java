package merpo.benchmarks.jobs;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import merpo.datagen.process.LastLine;
import merpo.datagen.settings.Setting;

/** Child processes on this machine, which end when this process ends. */
public final class LocalPlace implements Place {
    /** A shell's statuses of signals begin above. */
    static final int SIGNALLED = 128;

    private static final long MOMENT = 500; // ms

    private final ChildJvm child;
    private final int atATime;
    private final Children children = new Children();

    /**
     * A place.
     *
     * @param atATime how many processes may run at once
     */
    public LocalPlace(ChildJvm child, int atATime) {
        Setting.require("LocalPlace.atATime", atATime, atATime >= 1, "at least 1");
        this.child = child;
        this.atATime = atATime;
    }

    @Override
    public int atATime() {
        return atATime;
    }

    /** The words that start it as a child of this process. */
    static ProcessBuilder builder(Start start) {
        ProcessBuilder builder =
                new ProcessBuilder(
                                start.command(
                                        "-D%s=%d"
                                                .formatted(
                                                        ChildJvm.PARENT,
                                                        ProcessHandle.current().pid())))
                        .directory(start.folder().toFile());
        builder.environment().putAll(start.environment());
        return builder;
    }

    @Override
    public void start(Job job, Watch watch) throws IOException {
        Process process =
                children.start(
                        builder(child.start(job))
                                .redirectErrorStream(true)
                                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                                .redirectOutput(
                                        ProcessBuilder.Redirect.appendTo(job.log().toFile())));
        long began = System.nanoTime();
        watch.began(job, "");
        var unused =
                process.onExit()
                        .thenAccept(
                                end -> {
                                    double seconds = (System.nanoTime() - began) / 1e9;
                                    after(end.exitValue())
                                            .execute(
                                                    () ->
                                                            tell(
                                                                    job,
                                                                    end.exitValue(),
                                                                    seconds,
                                                                    watch));
                                });
    }

    /** Ctrl-C reaches children and parent together, in any order. */
    private static Executor after(int status) {
        return status > SIGNALLED
                ? CompletableFuture.delayedExecutor(MOMENT, TimeUnit.MILLISECONDS)
                : Runnable::run;
    }

    private void tell(Job job, int status, double seconds, Watch watch) {
        if (!children.ending()) {
            watch.ended(job, new End(status, seconds, "", LastLine.of(job.log()), Duration.ZERO));
        }
    }

    @Override
    public void close() {
        children.close();
    }
}
