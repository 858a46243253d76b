package merpo.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user has is not replaced by what a command writes. */
class OutputsTest {
    @TempDir private Path folder;
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        return Merpo.execute(new PrintWriter(new StringWriter()), new PrintWriter(err), words);
    }

    private Path tasks(String name) {
        Path file = folder.resolve(name);
        assertThat(run("envs", "tasks", "half-cheetah-fwd-back", "--out", file.toString()))
                .isZero();
        return file;
    }

    /** A forgotten name: the shell gives the first dataset to the option. */
    @Test
    void aDatasetDoesNotBecomeItsOwnCard() throws IOException {
        Path data = Files.writeString(folder.resolve("task-000.h5"), "rows");
        Path other = Files.writeString(folder.resolve("task-001.h5"), "rows");
        assertThat(run("inspect", "--html", data.toString(), other.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("--html is " + data)
                .contains("no page: it would be lost")
                .contains("Name another file");
        assertThat(data).hasContent("rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"task-000.h5", "./task-000.h5", "link.h5"})
    void anInputIsNoOutput(String name) throws IOException {
        Path data = Files.writeString(folder.resolve("task-000.h5"), "<!DOCTYPE html> of a kind");
        Files.createSymbolicLink(folder.resolve("link.h5"), data);
        String named = folder.resolve(name).toString();
        assertThat(run("inspect", data.toString(), "--html", named)).isEqualTo(2);
        assertThat(run("convert", data.toString(), "--to", "d4rl", "--overwrite", "--out", named))
                .isEqualTo(2);
        assertThat(err.toString()).contains("which this command reads or writes already");
        assertThat(data).hasContent("<!DOCTYPE html> of a kind");
    }

    @Test
    void twoOutputsAreTwoFiles() throws IOException {
        String same = folder.resolve("a.png").toString();
        int status = run("replay", "a.json", "--out", "a.html", "--png", same, "--gif", same);
        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("--gif is " + same);
    }

    /** What would be ignored was meant for something. */
    @ParameterizedTest
    @ValueSource(strings = {"--episode 1", "--at 3", "--at -1 --png b.png", "--episode -1"})
    void anOptionOfAReplayThatCannotApplyIsRefused(String options) {
        String words = "replay a.json --out %s/a.html %s".formatted(folder, options);
        assertThat(run(words.split(" ", -1))).as(err.toString()).isEqualTo(2);
        assertThat(err.toString()).contains(options.split(" ", -1)[0] + " is ");
    }

    /** Older files of the kind are replaced, others are not. */
    @Test
    void tasksReplaceTasksAlone() throws IOException {
        Path file = tasks("tasks.json");
        assertThat(tasks("tasks.json")).isEqualTo(file);
        for (String text : List.of("milk, eggs", "", "{\"id\": 3}", "null")) {
            Path notes = Files.writeString(folder.resolve("notes.txt"), text);
            int status = run("envs", "tasks", "half-cheetah-fwd-back", "--out", notes.toString());
            assertThat(status).as(text).isEqualTo(2);
            assertThat(notes).hasContent(text);
        }
        assertThat(err.toString()).contains("no file of tasks: it would be lost");
    }

    @Test
    void whatIsNoFileIsNamed() {
        assertThat(run("envs", "tasks", "half-cheetah-fwd-back", "--out", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--out is the directory " + folder);
    }

    /** Whatever was printed is part of what a command did. */
    @Test
    void aLostStandardOutputIsAFailure() {
        assertThat(printing("No space left on device")).isEqualTo(1);
        assertThat(err.toString())
                .contains("the standard output was not written in full: No space left on device");
    }

    /** As in {@code ./merpo envs | head -1}. */
    @Test
    void aReaderWhoHasSeenEnoughIsToldNothing() {
        assertThat(printing("Broken pipe")).isEqualTo(141);
        assertThat(err.toString()).isEmpty();
    }

    private int printing(String failure) {
        OutputStream full =
                new FilterOutputStream(OutputStream.nullOutputStream()) {
                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        throw new IOException(failure);
                    }
                };
        StandardOutput printed = new StandardOutput(full);
        PrintWriter out = new PrintWriter(printed, true, StandardCharsets.UTF_8);
        int status = Merpo.execute(out, new PrintWriter(err), "envs");
        out.flush();
        return printed.status(status, new PrintWriter(err, true));
    }
}
