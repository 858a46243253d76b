package merpo.benchmarks.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes of a script that stands for Java. */
final class ChildTest {
    @TempDir Path temp;

    @BeforeEach
    void token() throws Exception {
        Files.writeString(temp.resolve("token"), "secret");
    }

    private Order order(String script, String trace, String line) {
        return order(script, trace, line, "/nowhere:" + temp.resolve("token"));
    }

    private Order order(String script, String trace, String line, String classPath) {
        return new Order(
                "a",
                "/bin/sh",
                List.of("-c", script),
                List.of("-cp", classPath),
                List.of("train", "--out", "a"),
                new TreeMap<>(),
                temp,
                temp.resolve("below/a.log"),
                temp.resolve("a"),
                temp.resolve("token"),
                "secret",
                trace,
                line);
    }

    private Child child(String script) {
        return new Child(order(script, "stages.csv", "learn,"), "node7");
    }

    @Test
    void itsOutputIsInTheLogAndItsStatusIsReturned() throws Exception {
        Child child = child("echo one; echo 'two: '$PWD >&2; exit 3");
        assertThat(child.run()).isEqualTo(3);
        assertThat(child.last()).isEqualTo("two: " + temp);
        assertThat(child("kill -9 $$").run()).isEqualTo(137);
        assertThat(Files.readAllLines(temp.resolve("below/a.log"))).hasSize(2);
    }

    @Test
    void itEndsWithTheTask() throws Exception {
        Path pid = temp.resolve("pid");
        Thread task =
                new Thread(
                        () -> {
                            try {
                                child("echo $$ > " + pid + "; exec sleep 60").run();
                            } catch (InterruptedException ended) {
                                // as Spark does
                            }
                        });
        task.start();
        while (!Files.exists(pid) || Files.size(pid) == 0) {
            Thread.sleep(10);
        }
        ProcessHandle process =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        task.interrupt();
        task.join();
        process.onExit().join();
    }

    @Test
    void whatIsFinishedIsSeen() throws Exception {
        Child child = child("");
        assertThat(child.finished()).isFalse();
        Path stages = Files.createDirectories(temp.resolve("a")).resolve("stages.csv");
        Files.writeString(stages, "stage,seconds\nclone,1\n");
        assertThat(child.finished()).isFalse();
        Files.writeString(stages, "stage,seconds\nclone,1\nlearn,2\n");
        assertThat(child.finished()).isTrue();
        assertThat(new Child(order("", "stages.csv", ""), "node7").finished()).isTrue();
        assertThat(new Child(order("", "", ""), "node7").finished()).isFalse();
    }

    @Test
    void aMachineThatDoesNotSeeWhatItMustIsNamed() throws Exception {
        child("").requireSight();
        Order jarless = order("", "", "", "/opt/merpo.jar");
        assertThatThrownBy(() -> new Child(jarless, "node7").requireSight())
                .hasMessageStartingWith("node7 does not see /opt/merpo.jar (it is not there)");
        Files.writeString(temp.resolve("token"), "another");
        assertThatThrownBy(() -> child("").requireSight())
                .hasMessageStartingWith("node7 does not see " + temp.resolve("token"))
                .hasMessageContaining("another file is there");
        Files.delete(temp.resolve("token"));
        assertThatThrownBy(() -> child("").requireSight())
                .hasMessageStartingWith("node7 does not see " + temp + " (it is not mounted there)")
                .hasMessageContaining("./merpo doctor --out DIR");
        Files.createDirectories(temp.resolve("below/a.log"));
        assertThatThrownBy(() -> child("").run())
                .hasMessageStartingWith("node7 cannot begin it with its output in " + temp);
    }
}
