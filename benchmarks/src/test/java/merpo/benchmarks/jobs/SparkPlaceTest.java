package merpo.benchmarks.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import merpo.benchmarks.spark.Child;
import merpo.benchmarks.spark.Message;
import merpo.benchmarks.spark.Order;
import merpo.datagen.run.LineProgress;
import merpo.datagen.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script stands for Spark: it answers lines. Tests of the faults kill a real one. */
final class SparkPlaceTest {
    private static final ChildJvm CHILD = new ChildJvm(TinyJob.class.getName());
    private static final SparkMaster MASTER = new SparkMaster("local-cluster[2,1,512]");

    @TempDir Path temp;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private Job job(String name, String... needs) {
        return TinyJob.job(name, "well", temp.resolve("it's out"), needs);
    }

    /** {@code spark-submit} that writes down its arguments, then does this. */
    private SparkSubmit submit(String body) throws IOException {
        Path program = Files.createDirectories(temp.resolve("bin")).resolve("spark-submit");
        Files.writeString(program, "#!/bin/bash\nprintf '%s\\n' \"$@\" > " + words() + "\n" + body);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return SparkSubmit.find(Map.of("PATH", "/nowhere:" + temp.resolve("bin")));
    }

    private Path words() {
        return temp.resolve("words");
    }

    private JobResults run(SparkSubmit submit, SparkMaster master, Job... jobs) throws Exception {
        JobList list = JobList.of(List.of(jobs));
        LineProgress progress =
                new LineProgress(new PrintStream(shown, true, StandardCharsets.UTF_8), true);
        try (Place place =
                new SparkPlace(
                        submit,
                        master,
                        Map.of("spark.task.maxFailures", "9"),
                        list,
                        CHILD::start,
                        temp.resolve("it's out"))) {
            return new JobRunner(place, progress).run(list);
        }
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    /** What of an order the script below understands. */
    private static final String ANSWERS =
            """
            echo 'ready version=4.1.3'
            echo 'place executors=2 cores=4'
            while read -r line; do
                job=$(sed 's/.* job=\\([^ ]*\\).*/\\1/' <<< "$line")
                directory=$(sed 's/.* directory=\\([^ ]*\\).*/\\1/; s/+/ /g; s/%/\\\\x/g' <<< "$line")
                echo "began job=$job where=node3"
                case $job in
                    good|after)
                        mkdir "$(printf '%b' "$directory")"
                        printf 'stage,seconds,resident_bytes\\ntrain,1.0,-1\\n' > "$(printf '%b' "$directory")/stages.csv"
                        echo "ended job=$job status=0 seconds=2.5 where=node3 last=done seen=true" ;;
                    bad) echo "ended job=$job status=1 seconds=2.5 where=node3 last=the+physics+diverged seen=false" ;;
                    empty) echo "ended job=$job status=0 seconds=2.5 where=node3 last=well seen=false" ;;
                    *)
                        echo "attempt job=$job where=node4 reason=node4+does+not+see+%2Fdata"
                        echo "lost job=$job reason=node4+does+not+see+%2Fdata" ;;
                esac
            done
            """;

    @Test
    void jobsAreOrdersAndAnswersAreTheirEnds() throws Exception {
        JobResults results =
                run(
                        submit(ANSWERS),
                        MASTER,
                        job("good"),
                        job("after", "good"),
                        job("bad"),
                        job("empty"),
                        job("unseen"));
        assertThat(results.done()).extracting(Job::name).containsExactly("good", "after");
        assertThat(results.failed())
                .extracting(JobResults.Failure::reason)
                .satisfiesExactlyInAnyOrder(
                        bad ->
                                assertThat(bad)
                                        .isEqualTo("exit status 1 on node3, the physics diverged"),
                        empty -> assertThat(empty).startsWith("it ended well on node3, but "),
                        unseen -> assertThat(unseen).isEqualTo("node4 does not see /data"));
        assertThat(shown())
                .contains(
                        "Spark has 4 cores for us",
                        "unseen on node4: node4 does not see /data",
                        "good: 3 s on node3");
        assertThat(temp.resolve("it's out/.spark")).doesNotExist();
        assertThat(Files.readAllLines(words()))
                .containsSubsequence("--master", MASTER.url(), "--class")
                .contains("spark.speculation=false", "spark.task.maxFailures=9")
                .doesNotContain("spark.task.maxFailures=4")
                .noneMatch(word -> word.contains("memoryOverhead"))
                .last()
                .asString()
                .endsWith("driver.jar");
    }

    /** A container must have room for the process beside Spark: 64 MiB of heap and 1 GiB. */
    @Test
    void aContainerHasTheMemoryOfTheLargestJob() throws Exception {
        run(submit(ANSWERS), new SparkMaster("yarn"), job("good"));
        assertThat(Files.readAllLines(words()))
                .contains("spark.executor.memoryOverhead=1088m", "spark.executor.cores=1");
    }

    @Test
    void theEndOfSparkIsTheEndOfItsJobs() throws Exception {
        SparkSubmit dies =
                submit(
                        """
                        read -r line
                        echo '26/11/30 21:20:39 INFO Backend: Executor app/1 removed: Cannot run program' >&2
                        echo '26/11/30 21:20:40 ERROR Backend: All masters are unresponsive! Giving up.' >&2
                        echo '26/11/30 INFO ShutdownHookManager: Shutdown hook called' >&2
                        exit 1
                        """);
        JobResults results = run(dies, MASTER, job("a"), job("b", "a"), job("c"));
        assertThat(results.failed()).hasSize(2);
        assertThat(results.failed().get(0).reason())
                .startsWith(
                        "Spark ended: All masters are unresponsive! Giving up (nor does a master answer that is of another version than ")
                .contains("; of an executor: Cannot run program. What it says: ")
                .contains(temp.resolve("it's out/.spark").toString())
                .endsWith("driver.log");
        assertThat(results.left()).extracting(Job::name).containsExactly("b");
        assertThat(run(submit("kill -9 $$\n"), MASTER, job("d")).failed().get(0).reason())
                .startsWith("Spark ended: it was killed by signal 9. What it says: ");
    }

    @Test
    void anotherVersionOfSparkIsNamed() throws Exception {
        SparkSubmit old =
                submit("echo 'refused reason=spark-submit+is+Spark+3.5.1'; read -r a; read -r b\n");
        assertThat(run(old, MASTER, job("a")).failed().get(0).reason())
                .startsWith("Spark ended: spark-submit is Spark 3.5.1. What it says: ");
    }

    @Test
    void withoutSparkTheRemedyIsSaid() {
        assertThatThrownBy(() -> SparkSubmit.find(Map.of("PATH", "/nowhere")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is neither in SPARK_HOME nor on the PATH")
                .hasMessageContaining("pip install pyspark==4.1.3");
        assertThatThrownBy(() -> SparkSubmit.find(Map.of("SPARK_HOME", "/nowhere")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("SPARK_HOME is \"/nowhere\", must be the directory of");
    }

    @Test
    void aMasterThatDoesNotAnswerIsNamedAtOnce() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
            new SparkMaster("spark://localhost:1,localhost:" + port).requireAnswer();
        }
        SparkMaster gone = new SparkMaster("spark://localhost:" + port + ",nowhere.invalid:7077");
        assertThatThrownBy(() -> run(submit("exit 1\n"), gone, job("a")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("localhost:%d: Connection refused".formatted(port))
                .hasMessageContaining("nowhere.invalid:7077: no such host");
        for (String wrong : List.of("", "spark://host", "local[2]", "host:7077", "spark://a:1,b")) {
            assertThatThrownBy(() -> new SparkMaster(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("--spark is \"" + wrong + "\", must be spark://");
        }
    }

    /** Of merpo Spark sees nothing else: libraries of ours would take the place of its own. */
    @Test
    void sparkGetsTheDriverAlone() throws Exception {
        Path jar = temp.resolve("driver.jar");
        DriverJar.write(jar);
        try (ZipFile archive = new ZipFile(jar.toFile())) {
            assertThat(archive.stream().map(entry -> entry.getName()))
                    .contains("merpo/benchmarks/spark/Driver.class")
                    .allMatch(name -> name.matches("merpo/benchmarks/spark/[\\w$-]+\\.class"));
        }
        assertThat(Files.size(jar)).isLessThan(50_000);
    }

    /** Local child, task, script: one start. That of the script is compared in ExportTest. */
    @Test
    void aTaskStartsWhatAChildIs() throws Exception {
        Job job = job("a");
        Start start = CHILD.start(job);
        Order order;
        try (SparkPlace place =
                new SparkPlace(
                        submit(""),
                        MASTER,
                        Map.of(),
                        JobList.of(List.of(job)),
                        CHILD::start,
                        temp)) {
            order = Order.of(Message.of(place.order(job, start).message().line()));
        }
        ProcessBuilder task = Child.builder(order);
        ProcessBuilder child = LocalPlace.builder(start);
        List<String> words = new ArrayList<>(child.command());
        words.add(
                words.indexOf("-Dmerpo.parent=" + ProcessHandle.current().pid()),
                "-Dmerpo.patience=180");
        assertThat(task.command()).isEqualTo(words);
        assertThat(task.directory()).isEqualTo(child.directory());
        assertThat(task.environment()).containsAllEntriesOf(start.environment());
        assertThat(child.environment()).containsAllEntriesOf(task.environment());
        assertThat(order.log()).isEqualTo(job.log());
        assertThat(order.directory()).isEqualTo(job.directory());
    }
}
