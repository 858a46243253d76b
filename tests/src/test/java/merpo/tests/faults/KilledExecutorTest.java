package merpo.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import merpo.datagen.storage.FileDigest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on Apache Spark: two real executors, each a process of its own, on this machine. */
final class KilledExecutorTest {
    private static final String RUN = "runs/data-medium/cql-steps600-every50-%s-seed0";
    private static final Pattern VERSION =
            Pattern.compile("<(?:spark\\.)?version>(4[0-9.]+)</(?:spark\\.)?version>");

    @TempDir Path temp;

    @BeforeEach
    void data() throws Exception {
        MerpoProcess.generate("hopper", temp);
    }

    /**
     * The executor that trains is killed: the job goes on at the other, with the bytes of one that
     * was left alone, and its former process is gone. A failure that is a result is not tried
     * again.
     */
    @Test
    void aTrainingGoesOnElsewhere() throws Exception {
        Path whole = temp.resolve("whole");
        try (MerpoProcess process = sweep(Map.of(), whole, "0.4", "--jobs", 1)) {
            process.ends(0);
        }
        Path killed = temp.resolve("killed");
        Path run = killed.resolve(RUN.formatted("alpha0.4"));
        Path bad = killed.resolve(RUN.formatted("alpha0.7"));
        Files.createDirectories(bad);
        Files.writeString(bad.resolve("letter.txt"), "dear");
        try (MerpoProcess process =
                sweep(
                        SparkHome.environment(),
                        killed,
                        "0.4,0.7",
                        "--spark",
                        "local-cluster[2,1,512]")) {
            Path scores = run.resolve("returns.csv");
            while (!Files.exists(scores) || Files.size(scores) == 0) {
                assertThat(process.runs()).as(process.printed()).isTrue();
                Thread.sleep(20);
            }
            ProcessHandle child = children(run).get(0);
            ProcessHandle executor = child.parent().orElseThrow();
            assertThat(arguments(executor)).contains("CoarseGrainedExecutorBackend");
            assertThat(executor.destroyForcibly()).isTrue();
            String printed = process.ends(1);
            assertThat(child.isAlive()).isFalse();
            assertThat(printed)
                    .contains(
                            "alpha0.4-seed0 begins again on ",
                            "alpha0.7-seed0 failed: exit status 1 on ",
                            "0 finished before, 1 finished now, 1 failed, 0 left out");
        }
        assertThat(children(killed)).as("processes that are left").isEmpty();
        assertThat(digests(run)).isEqualTo(digests(whole.resolve(RUN.formatted("alpha0.4"))));
        assertThat(Files.readString(beside(run, ".command")).replace("killed", "whole"))
                .isEqualTo(
                        Files.readString(
                                beside(whole.resolve(RUN.formatted("alpha0.4")), ".command")));
        assertThat(Files.readString(beside(bad, ".log")))
                .as("tried once")
                .containsOnlyOnce("is not empty and was not made by merpo");
        assertThat(killed.resolve(".spark")).doesNotExist();
    }

    /** Archives of tests and those that the driver is compiled with. */
    @Test
    void testsRunOnTheVersionThatIsCompiledAgainst() throws IOException {
        List<String> versions = new ArrayList<>();
        for (Path pom : List.of(Path.of("spark/pom.xml"), Path.of("../pom.xml"))) {
            VERSION.matcher(Files.readString(pom))
                    .results()
                    .map(found -> found.group(1))
                    .filter(version -> version.startsWith("4.1."))
                    .forEach(versions::add);
        }
        assertThat(versions).containsExactly("4.1.3", "4.1.3");
    }

    private MerpoProcess sweep(
            Map<String, String> environment, Path out, String alphas, Object... more)
            throws IOException {
        List<Object> words =
                new ArrayList<>(
                        List.of(
                                "sweep",
                                "cql",
                                "--data",
                                temp.resolve("data/medium"),
                                "--set",
                                "steps=600",
                                "--set",
                                "evaluation.every=50",
                                "--set",
                                "learning.rac.alpha=" + alphas,
                                "--scale",
                                "smoke",
                                "--seeds",
                                1,
                                "--out",
                                out));
        words.addAll(Arrays.asList(more));
        return MerpoProcess.start(
                temp.resolve("log"), environment, MerpoProcess.merpo(words.toArray()));
    }

    private static Path beside(Path directory, String suffix) {
        return directory.resolveSibling(directory.getFileName() + suffix);
    }

    /** Processes of merpo with a parent to end with, which fill something below a directory. */
    private static List<ProcessHandle> children(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process -> arguments(process).contains("-Dmerpo.parent="))
                .filter(process -> arguments(process).contains(directory.toString()))
                .toList();
    }

    /** All of them: {@link ProcessHandle.Info} knows the first 4 kB. */
    private static String arguments(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException ended) {
            return "";
        }
    }

    /** All numbers; not times, memory and what names a process. */
    private static SortedMap<String, String> digests(Path run) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = run.relativize(file).toString();
                if (name.matches(
                        "(.*/)?(metrics|returns|diagnosis|alarms)\\.csv|.*\\.(safetensors|yaml)")) {
                    digests.put(name, FileDigest.sha256(file));
                }
            }
        }
        assertThat(digests).containsKeys("policy.safetensors", "metrics.csv", "config.yaml");
        return digests;
    }
}
