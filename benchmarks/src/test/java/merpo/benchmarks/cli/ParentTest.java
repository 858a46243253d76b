package merpo.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import merpo.benchmarks.jobs.ChildJvm;
import merpo.benchmarks.jobs.Evidence;
import merpo.benchmarks.jobs.Job;
import merpo.benchmarks.jobs.Start;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose parent is killed, so that nobody is left to stop it. */
final class ParentTest {
    @TempDir Path temp;

    /** The parent is a process that only waits; the job would generate for hours. */
    @Test
    void aJobDoesNotOutliveAKilledParent() throws Exception {
        Process parent = new ProcessBuilder("sleep", "600").start();
        Process child = null;
        try {
            Start start = new ChildJvm(Merpo.class.getName()).start(endless());
            ProcessBuilder builder =
                    new ProcessBuilder(start.command("-D" + ChildJvm.PARENT + "=" + parent.pid()));
            builder.environment().putAll(start.environment());
            child =
                    builder.redirectErrorStream(true)
                            .redirectOutput(temp.resolve("log").toFile())
                            .start();
            for (int i = 0; i < 600 && !Files.exists(temp.resolve("data")); i++) {
                Thread.sleep(50);
            }
            assertThat(child.isAlive()).isTrue();
            parent.destroyForcibly().waitFor();
            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).isEqualTo(130);
        } finally {
            parent.destroyForcibly();
            if (child != null) {
                child.destroyForcibly().waitFor();
            }
        }
    }

    private Job endless() {
        return new Job(
                "data",
                List.of(
                        "generate",
                        "--env",
                        "hopper",
                        "--quality",
                        "medium",
                        "--transitions",
                        "5000000",
                        "--out",
                        temp.resolve("data").toString()),
                List.of(),
                temp.resolve("data"),
                new Evidence.Dataset("medium"),
                List.of(),
                "1g",
                1);
    }
}
