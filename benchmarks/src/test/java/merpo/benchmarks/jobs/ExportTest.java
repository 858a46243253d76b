package merpo.benchmarks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files are run: by sh, by make, and by an {@code sbatch} that writes down how it was called.
 */
final class ExportTest {
    private static final ChildJvm CHILD = new ChildJvm(TinyJob.class.getName());

    @TempDir Path temp;
    private Path runs;
    private Path out;

    @BeforeEach
    void places() {
        runs = temp.resolve("it's runs");
        out = temp.resolve("export");
    }

    private Job job(String name, String... needs) {
        return TinyJob.job(name, "well", runs, needs);
    }

    private void export(Job... jobs) throws IOException {
        Export.write(JobList.of(List.of(jobs)), CHILD::start, out);
    }

    /** What it printed, after its exit status. */
    private List<String> run(String... words) throws Exception {
        Path printed = temp.resolve("printed");
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().merge("PATH", temp + "/bin", (path, bin) -> bin + ":" + path);
        Process process = builder.redirectOutput(printed.toFile()).start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        List<String> lines = new ArrayList<>(List.of("status " + process.exitValue()));
        lines.addAll(Files.readAllLines(printed));
        return lines;
    }

    private void program(String name, String body) throws IOException {
        Path file = Files.createDirectories(temp.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Options, environment, words, folder: one description, two ways to start it. */
    @Test
    void aScriptStartsWhatAChildIs() throws Exception {
        program("java", "pwd; env; for word; do echo \"[$word]\"; done\n");
        Start start = CHILD.start(job("a"));
        Start recorded =
                new Start(
                        temp.resolve("bin/java").toString(),
                        start.options(),
                        start.program(),
                        start.words(),
                        start.environment(),
                        start.folder());
        Path script =
                Files.writeString(temp.resolve("a.sh"), ExportedScript.of(job("a"), recorded));
        assertThat(run("sh", script.toString())).first().isEqualTo("status 0");
        List<String> lines = Files.readAllLines(job("a").log());
        List<String> words =
                lines.stream()
                        .filter(line -> line.startsWith("["))
                        .map(line -> line.substring(1, line.length() - 1))
                        .toList();
        ProcessBuilder child = LocalPlace.builder(start);
        List<String> own = new ArrayList<>(child.command().subList(1, child.command().size()));
        own.replaceAll(w -> w.startsWith("-D" + ChildJvm.PARENT) ? "-Dmerpo.patience=180" : w);
        assertThat(words).isEqualTo(own);
        assertThat(lines.get(0)).isEqualTo(child.directory().toString());
        start.environment()
                .forEach((name, value) -> assertThat(lines).contains(name + "=" + value));
        assertThat(child.environment()).containsAllEntriesOf(start.environment());
    }

    @Test
    void makeRunsWhatNeedsNothingAtOnceAndTheRestAfterIt() throws Exception {
        Job bad = TinyJob.job("bad", "badly", runs);
        export(job("data/a"), job("run", "data/a"), bad, job("on bad", "bad"), job("other"));
        List<String> printed = run("make", "-C", out.toString(), "-j2", "-k");
        assertThat(printed).first().isEqualTo("status 2");
        assertThat(String.join("\n", printed)).contains(bad.log().toString(), "0003-bad] Error 1");
        assertThat(job("run").finished()).isTrue();
        assertThat(job("other").finished()).isTrue();
        assertThat(runs.resolve("on bad")).doesNotExist();
        Job[] finished = {job("data/a"), job("run", "data/a"), job("other")};
        try (Place none = new HandPlace(job -> HandPlace.end(1, "started again"))) {
            JobResults results =
                    new JobRunner(none, Progress.silent()).run(JobList.of(List.of(finished)));
            assertThat(results.kept()).hasSize(3);
        }
        long began = Files.size(job("run").log());
        assertThat(run("sh", out + "/jobs/0002-run.sh")).first().isEqualTo("status 0");
        assertThat(Files.size(job("run").log()))
                .as("a finished job starts nothing")
                .isEqualTo(began);
    }

    /** Its resume words are to begin again: what is finished must not be. */
    @Test
    void whatEndsWithAFileIsLeftAloneWhereItIsThere() throws Exception {
        Job tiny = job("a");
        Job adapted =
                new Job(
                        "a",
                        tiny.arguments(),
                        List.of("--overwrite"),
                        tiny.directory(),
                        new Evidence.LastFile("policy.safetensors"),
                        List.of(),
                        tiny.heap(),
                        1);
        export(adapted);
        Files.createDirectories(adapted.directory());
        Files.writeString(adapted.directory().resolve("policy.safetensors"), "weights");
        assertThat(run("sh", out + "/jobs/0001-a.sh")).containsExactly("status 0");
        assertThat(adapted.log()).doesNotExist();
    }

    @Test
    void makeRunsThemElsewhereThroughAnotherProgram() throws Exception {
        program("ssh", "echo \"$1\" >> " + temp + "/hosts; shift; exec \"$@\"\n");
        export(job("a"));
        assertThat(run("make", "-C", out.toString(), "RUN=ssh node7 sh"))
                .first()
                .isEqualTo("status 0");
        assertThat(temp.resolve("hosts")).hasContent("node7");
        assertThat(job("a").finished()).isTrue();
    }

    /** d needs b and c, which need a: numbers are those that sbatch gave. */
    @Test
    void slurmGetsEachJobWithWhatItNeeds() throws Exception {
        recordSubmissions();
        export(job("a"), job("b", "a"), job("c", "a"), job("d", "b", "c"));
        assertThat(run("sh", out + "/submit.sh", "--partition=long", "--comment=two words"))
                .containsExactly("status 0", "104");
        List<String> calls = Files.readAllLines(temp.resolve("calls"));
        assertThat(calls).hasSize(4);
        assertThat(calls.get(0))
                .isEqualTo(
                        "[--parsable][--requeue][--open-mode=append][--ntasks=1][--cpus-per-task=1][--mem=1088M][--output=%s][--job-name=0001-a][--partition=long][--comment=two words][jobs/0001-a.sh]"
                                .formatted(job("a").log()));
        assertThat(calls.get(1))
                .endsWith("[--kill-on-invalid-dep=yes][--dependency=afterok:101][jobs/0002-b.sh]");
        assertThat(calls.get(3)).endsWith("[--dependency=afterok:102:103][jobs/0004-d.sh]");
        program("sbatch", "echo 'sbatch: error: Batch job submission failed' >&2; exit 1\n");
        assertThat(run("sh", out + "/submit.sh"))
                .containsExactly("status 1", "sbatch: error: Batch job submission failed");
    }

    private void recordSubmissions() throws IOException {
        program(
                "sbatch",
                "for word; do printf '[%%s]' \"$word\"; done >> %1$s/calls; echo >> %1$s/calls\necho \"$((100 + $(wc -l < %1$s/calls)));cluster\"\n"
                        .formatted(temp));
    }

    /** Half of 2000 jobs need one each: two levels of 1000, each in two arrays. */
    @Test
    void aLongListIsAnArrayForEachLevel() throws Exception {
        recordSubmissions();
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            jobs.add(job("first" + i));
            jobs.add(job("second" + i, "first" + i));
        }
        export(jobs.toArray(Job[]::new));
        assertThat(run("sh", out + "/submit.sh")).containsExactly("status 0", "103:104");
        List<String> calls = Files.readAllLines(temp.resolve("calls"));
        assertThat(calls).hasSize(4);
        assertThat(calls.get(0)).endsWith("[--array=1-900][array.sh][levels/001.txt]");
        assertThat(calls.get(3))
                .contains("[--array=1-100]", "[--dependency=afterok:101:102]")
                .endsWith("[array.sh][levels/004.txt]");
        program("sh", "echo \"$@\"\n");
        ProcessBuilder task = new ProcessBuilder("/bin/sh", "array.sh", "levels/002.txt");
        task.environment().put("SLURM_ARRAY_TASK_ID", "100");
        task.environment().put("PATH", temp + "/bin:" + System.getenv("PATH"));
        Process process = task.directory(out.toFile()).redirectErrorStream(true).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("jobs/1999-first999.sh\n");
    }

    @Test
    void whatIsExportedIsWellWritten() throws Exception {
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            jobs.add(i == 0 ? job("0") : job("" + i, "" + (i - 1) / 2));
        }
        export(jobs.toArray(Job[]::new));
        well(List.of(out.resolve("array.sh"), out.resolve("submit.sh")));
        export(job("a"), job("b", "a"), job("c", "a"), job("d", "b", "c"));
        try (Stream<Path> scripts = Files.list(out.resolve("jobs"))) {
            assertThat(scripts).as("those of the former export are gone").hasSize(4);
        }
        well(List.of(out.resolve("submit.sh"), out.resolve("jobs/0002-b.sh")));
        assertThat(Files.readAllLines(out.resolve("jobs.tsv")))
                .containsExactly(
                        "name\tneeds\tscript\tseconds",
                        "a\t\tjobs/0001-a.sh\t1",
                        "b\ta\tjobs/0002-b.sh\t1",
                        "c\ta\tjobs/0003-c.sh\t1",
                        "d\tb,c\tjobs/0004-d.sh\t1");
    }

    private void well(List<Path> scripts) throws Exception {
        for (Path script : scripts) {
            assertThat(run("sh", "-n", script.toString())).containsExactly("status 0");
            assertThat(run("bash", "-n", script.toString())).containsExactly("status 0");
            if (run("sh", "-c", "command -v shellcheck").get(0).equals("status 0")) {
                assertThat(run("shellcheck", script.toString())).containsExactly("status 0");
            }
        }
    }

    @Test
    void aDirectoryOfSomethingElseIsRefused() throws Exception {
        Files.createDirectories(out);
        Files.writeString(out.resolve("letter.txt"), "dear");
        assertThatThrownBy(() -> export(job("a")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is not empty and holds no export (jobs.tsv)");
        assertThat(out.toFile().list()).containsExactly("letter.txt");
    }
}
