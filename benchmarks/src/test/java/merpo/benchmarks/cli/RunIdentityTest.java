package merpo.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import merpo.benchmarks.jobs.Evidence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run is what it began as: wherever it lies, whatever happened to its files, and whoever reads
 * it. Each test has a copy of one small training, beside a copy of its data.
 */
final class RunIdentityTest {
    @TempDir static Path shared;
    @TempDir Path folder;

    private Path run;
    private Path data;
    private String out = "";
    private String err = "";

    private static int merpo(StringWriter out, StringWriter err, Object... words) {
        String[] all = Arrays.stream(words).map(Object::toString).toArray(String[]::new);
        return Merpo.execute(new PrintWriter(out), new PrintWriter(err), all);
    }

    private int merpo(Object... words) {
        StringWriter said = new StringWriter();
        StringWriter errors = new StringWriter();
        int status = merpo(said, errors, words);
        out = said.toString();
        err = errors.toString();
        return status;
    }

    @BeforeAll
    static void train() {
        StringWriter said = new StringWriter();
        for (int seed = 0; seed < 2; seed++) {
            Object[] generate = {
                "generate",
                "--env",
                "point-robot-wind",
                "--quality",
                "medium",
                "--transitions",
                60,
                "--seed",
                seed,
                "--out",
                shared.resolve("data" + seed)
            };
            assertThat(merpo(said, said, generate)).as(said.toString()).isZero();
        }
        Object[] words = {
            "train", "combo", "--data", shared.resolve("data0/medium"),
            "--scale", "smoke", "--out", shared.resolve("run")
        };
        assertThat(merpo(said, said, words)).as(said.toString()).isZero();
    }

    @BeforeEach
    void copy() throws IOException {
        run = copy(shared.resolve("run"), folder.resolve("run"));
        data = copy(shared.resolve("data0"), folder.resolve("data0")).resolve("medium");
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
        return to;
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void rewrite(String file, String old, String now) throws IOException {
        String text = Files.readString(run.resolve(file));
        assertThat(text).contains(old);
        Files.writeString(run.resolve(file), text.replace(old, now));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--seed",
                "--seeds",
                "--scale",
                "--set",
                "--out",
                "--meta-policy",
                "--overwrite"
            })
    void whatWouldChangeARunIsWrongUsageOfResume(String option) {
        assertThat(merpo("resume", run, option, "7")).isEqualTo(2);
        assertThat(err).contains(option, "goes on with its own settings");
    }

    @Test
    void aRunIsNoAlgorithm() {
        assertThat(merpo("train", run, "--seed", 7)).isEqualTo(2);
        assertThat(err).contains("goes on with its own settings: ./merpo resume " + run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "# mine\n", "---\n", "seed: 0\n", "\r"})
    void aTrainingIsKnownHoweverItsConfigurationIsWritten(String how) throws IOException {
        Path file = run.resolve("config.yaml");
        String text = Files.readString(file);
        switch (how) {
            case "\r" -> text = text.replace("\n", "\r\n");
            case "seed: 0\n" -> text = how + text.replace("\n" + how, "\n"); // another order
            default -> text = how + text;
        }
        Files.writeString(file, text.replace("algorithm: combo", "\"algorithm\": 'combo'"));
        assertThat(merpo("report", run)).as(err).isZero();
        Files.delete(run.resolve(".merpo-run")); // as versions had it whose marker says no kind
        Files.writeString(run.resolve(".merpo-run"), "merpo run, layout 1\n");
        assertThat(merpo("resume", run)).as(err).isZero();
    }

    @Test
    void aRunOfAVersionWithoutASettingGoesOnAsItBegan() throws IOException {
        for (String file : List.of("config.yaml", ".merpo-run")) {
            String text = Files.readString(run.resolve(file));
            String old = text.replaceFirst(" +rewards:\n +kind: \"?fixed\"?\n +value: 1.0\n", "");
            assertThat(old).isNotEqualTo(text);
            Files.writeString(run.resolve(file), old);
        }
        for (String command : List.of("resume", "report", "evaluate")) {
            assertThat(merpo(command, run)).as(err).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'seed: 0', 'seed: 5', 'seed is 5, and the run began with 0'",
        "'criticRate: 0.001', 'criticRate: 0.5', 'learning.rac.optimizer.criticRate is 0.5, and the run began with 0.001'",
        "'environment: point-robot-wind', 'environment: ant-dir', 'environment is \"ant-dir\"'",
        "'seeds: 1', 'seeds: 3', 'seeds is 3, and the run began with 1'",
        "'criticRate: 0.001', 'criticRate: fast', 'optimizer.criticRate is \"fast\", must be a number'"
    })
    void aSettingThatWasChangedIsNamed(String old, String now, String message) throws IOException {
        rewrite("config.yaml", old, now);
        for (String command : List.of("resume", "report", "evaluate")) {
            assertThat(merpo(command, run)).isEqualTo(1);
            assertThat(err).contains("config.yaml: ", message).doesNotContain("Exception");
        }
    }

    @Test
    void aConfigurationThatWasLostIsWrittenAgain() throws IOException {
        byte[] before = Files.readAllBytes(run.resolve("config.yaml"));
        Files.delete(run.resolve("config.yaml"));
        assertThat(merpo("report", run)).as(err).isZero();
        assertThat(run.resolve("config.yaml")).doesNotExist();
        assertThat(merpo("resume", run)).as(err).isZero();
        assertThat(run.resolve("config.yaml")).hasBinaryContent(before);
    }

    @Test
    void aCheckpointOfOtherSettingsIsRefused() throws IOException {
        Path other = folder.resolve("other");
        assertThat(
                        merpo(
                                "train", "combo", "--data", data, "--scale", "smoke", "--seed", 3,
                                "--out", other))
                .as(err)
                .isZero();
        Files.delete(run.resolve("checkpoint.safetensors"));
        Files.copy(other.resolve("checkpoint.safetensors"), run.resolve("checkpoint.safetensors"));
        assertThat(merpo("evaluate", run)).isEqualTo(1);
        assertThat(err).contains("checkpoint.safetensors is not the file that was made here");
        Files.delete(run.resolve("stages.sha256")); // as versions had it that kept no digests
        assertThat(merpo("evaluate", run)).isEqualTo(1);
        assertThat(err).contains("checkpoint.safetensors was made with seed = 3", "Write 3 again");
    }

    /** Another run's files fit in every way, and are not what these settings made. */
    @ParameterizedTest
    @CsvSource({
        "model/ensemble.safetensors, evaluate",
        "clone/clones.safetensors, evaluate",
        "policy.safetensors, replay",
        "policy.safetensors, export",
        "policies/clone.safetensors, replay",
        "returns.csv, report"
    })
    void whatAnotherRunMadeIsNamedAndMadeAgain(String part, String command) throws IOException {
        byte[] before = Files.readAllBytes(run.resolve(part));
        Path other = copy(sibling(), folder.resolve("other"));
        Files.write(run.resolve(part), Files.readAllBytes(other.resolve(part)));
        List<Object> words = new ArrayList<>(List.of(command, run));
        if (!command.equals("evaluate")) {
            words.addAll(List.of("--out", folder.resolve("out")));
        }
        if (command.equals("export")) {
            words.addAll(List.of("--to", "onnx", "--task", 0));
        }
        assertThat(merpo(words.toArray())).isEqualTo(1);
        assertThat(err).contains(part + " is not the file that was made here");
        if (!part.startsWith("policies/")) { // which a baseline of the first step is
            assertThat(merpo("resume", run)).as(err).isZero();
            assertThat(run.resolve(part)).hasBinaryContent(before);
        }
    }

    /** The same training with another seed, made once. */
    private Path sibling() {
        Path made = shared.resolve("sibling");
        if (!Files.exists(made.resolve("policy.safetensors"))) {
            Object[] train = {
                "train", "combo", "--data", data, "--scale", "smoke", "--seed", 3, "--out", made
            };
            assertThat(merpo(train)).as(err).isZero();
        }
        return made;
    }

    @Test
    void modelsThatAreNotWholeAreRefusedBeforeAnythingIsTrained() throws IOException {
        Path models = run.resolve("model/ensemble.safetensors");
        Files.write(models, Arrays.copyOf(Files.readAllBytes(models), 3000));
        Object[] train = {
            "train",
            "combo",
            "--data",
            data,
            "--scale",
            "smoke",
            "--model",
            run,
            "--out",
            folder.resolve("made")
        };
        assertThat(merpo(train)).isEqualTo(1);
        assertThat(err)
                .contains("--model is \"" + run, "model/ensemble.safetensors is damaged")
                .contains("./merpo resume " + run);
        assertThat(folder.resolve("made")).doesNotExist();
    }

    /** A run and its data, moved together, are found as they lay to each other. */
    @Test
    void whatIsMovedTogetherStaysTogether() throws IOException {
        Path together = Files.createDirectories(folder.resolve("x/y"));
        Path made = folder.resolve("made");
        assertThat(merpo("train", "cql", "--data", data, "--scale", "smoke", "--out", made))
                .isZero();
        Files.move(made, together.resolve("made"));
        Files.move(data.getParent(), together.resolve("data0"));
        assertThat(merpo("evaluate", together.resolve("made"), "--episodes", 1)).as(err).isZero();
    }

    @Test
    void dataAreKnownByTheirContentWhereverTheyLie() throws IOException {
        Path made = folder.resolve("made");
        Object[] train = {"train", "cql", "--data", data, "--scale", "smoke", "--out", made};
        assertThat(merpo(train)).as(err).isZero();
        Path moved = Files.createDirectories(folder.resolve("a/b")).resolve("rows");
        Files.move(data, moved);
        assertThat(merpo("evaluate", made)).isEqualTo(1);
        assertThat(err).contains("is not there", "--data DIR");
        assertThat(merpo("evaluate", made, "--data", moved, "--episodes", 1)).as(err).isZero();
        train[3] = moved;
        List<Object> again = new ArrayList<>(List.of(train));
        again.add("--resume");
        assertThat(merpo(again.toArray())).as(err).isZero();
        assertThat(merpo("evaluate", made, "--episodes", 1)).as("bound: " + err).isZero();
        Files.move(moved, folder.resolve("rows"));
        assertThat(merpo("resume", made, "--data", folder.resolve("rows"))).as(err).isZero();
        assertThat(merpo("evaluate", made, "--episodes", 1)).as("bound: " + err).isZero();
    }

    @Test
    void otherDataAreRefusedByTheNamesOfTheirFiles() throws IOException {
        Path stranger = shared.resolve("data1/medium/task-003.h5");
        Files.delete(data.resolve("task-003.h5"));
        Files.copy(stranger, data.resolve("task-003.h5"));
        for (String command : List.of("resume", "evaluate")) {
            assertThat(merpo(command, run, "--data", data)).isEqualTo(1);
            assertThat(err).contains("holds other data", "task-003.h5 differ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model",
                "model/ensemble.safetensors",
                "clone/clones.safetensors",
                "policy.safetensors",
                "returns.csv",
                "metrics.csv",
                "checkpoint.safetensors"
            })
    void whatAFinishedRunLacksIsNamedAndMadeAgain(String part) throws IOException {
        byte[] policy = Files.readAllBytes(run.resolve("policy.safetensors"));
        String returns = Files.readString(run.resolve("returns.csv"));
        delete(run.resolve(part));
        assertThat(merpo("evaluate", run)).isEqualTo(1);
        assertThat(err)
                .contains("is finished, but " + part, "is missing")
                .contains("Make it again: ./merpo resume " + run);
        assertThat(merpo("resume", run)).as(err).isZero();
        assertThat(run.resolve("policy.safetensors")).hasBinaryContent(policy);
        assertThat(run.resolve("returns.csv")).hasContent(returns);
        assertThat(merpo("evaluate", run, "--episodes", 1)).as(err).isZero();
    }

    /** Figures stand on it no more, and the command that made it makes it whole. */
    @ParameterizedTest
    @ValueSource(strings = {"cut", "NaN"})
    void aTableThatWasCutOffOrHoldsNoNumberIsNoResult(String how) throws IOException {
        Evidence evidence = new Evidence.Training("learn");
        assertThat(evidence.finished(run)).isTrue();
        String whole = Files.readString(run.resolve("returns.csv"));
        String damaged =
                how.equals("cut")
                        ? whole.substring(0, 200)
                        : whole.substring(0, whole.lastIndexOf(',') + 1) + "NaN\n";
        Files.writeString(run.resolve("returns.csv"), damaged);
        assertThat(evidence.finished(run)).isFalse();
        assertThat(merpo("report", run)).isEqualTo(1);
        assertThat(err).contains("returns.csv", "Make it again: ./merpo resume " + run);
        assertThat(merpo("resume", run)).as(err).isZero();
        assertThat(run.resolve("returns.csv")).hasContent(whole);
        assertThat(evidence.finished(run)).isTrue();
    }

    @Test
    void oneDirectoryIsOneThing() throws IOException {
        Object[] generate = {
            "generate",
            "--env",
            "point-robot-wind",
            "--quality",
            "random",
            "--transitions",
            30,
            "--out",
            run
        };
        assertThat(merpo(generate)).isEqualTo(1);
        assertThat(err).contains("holds a training, this command makes datasets");
        Path datasets = data.getParent();
        Object[] train = {
            "train", "cql", "--data", data, "--scale", "smoke", "--out", datasets, "--overwrite"
        };
        assertThat(merpo(train)).isEqualTo(1);
        assertThat(err).contains("holds datasets, this command makes a training");
        assertThat(data.resolve("task-000.h5")).exists();
        assertThat(merpo("evaluate", datasets)).isEqualTo(1);
        assertThat(err).contains("it holds datasets", "./merpo inspect");
    }

    /** The policy that a run is held near is part of it. */
    @Test
    void aMetaPolicyStaysWithItsRun() throws IOException {
        Path policy =
                Files.copy(run.resolve("policy.safetensors"), folder.resolve("p.safetensors"));
        Path made = folder.resolve("made");
        Object[] train = {
            "train",
            "rac",
            "--data",
            data,
            "--scale",
            "smoke",
            "--meta-policy",
            policy,
            "--out",
            made
        };
        assertThat(merpo(train)).as(err).isZero();
        Files.delete(policy);
        assertThat(merpo("evaluate", made, "--episodes", 1)).as(err).isZero();
    }

    @Test
    void aPolicyThatCannotActIsRefusedBeforeAnythingIsTrained() throws IOException {
        Path cut = folder.resolve("cut.safetensors");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(run.resolve("policy.safetensors")), 700));
        Object[] train = {
            "train",
            "rac",
            "--data",
            data,
            "--scale",
            "smoke",
            "--meta-policy",
            cut,
            "--out",
            folder.resolve("made")
        };
        assertThat(merpo(train)).isEqualTo(1);
        assertThat(err).contains("is not a whole safetensors file");
        assertThat(folder.resolve("made")).doesNotExist();
        Object[] wide = {
            "train",
            "cql",
            "--data",
            data,
            "--scale",
            "smoke",
            "--set",
            "learning.rac.sizes.width=100000000",
            "--out",
            folder.resolve("made")
        };
        assertThat(merpo(wide)).isEqualTo(2);
        assertThat(err).contains("learning.rac.sizes.width is 100000000, must be at most 8192");
        assertThat(folder.resolve("made")).doesNotExist();
    }

    @Test
    void tryingElsewhereLeavesTheRunAsItIs() throws IOException {
        List<String> before = names(run);
        Path tables = folder.resolve("tables");
        assertThat(merpo("evaluate", run, "--episodes", 1, "--out", tables)).as(err).isZero();
        assertThat(names(run)).isEqualTo(before);
        assertThat(tables.resolve("evaluation.csv")).exists();
        assertThat(out).contains("every task: " + tables.resolve("evaluation.csv"));
    }

    /** What fails under way replaces nothing. */
    @Test
    void anEvaluationReplacesTheOlderOneAtItsEnd() throws IOException {
        assertThat(merpo("evaluate", run, "--episodes", 1)).as(err).isZero();
        byte[] before = Files.readAllBytes(run.resolve("evaluation.csv"));
        Files.writeString(run.resolve("evaluating"), "in the way", StandardOpenOption.CREATE_NEW);
        assertThat(merpo("evaluate", run, "--episodes", 2)).isEqualTo(1);
        assertThat(run.resolve("evaluation.csv")).hasBinaryContent(before);
    }

    private static List<String> names(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            List<String> names = new ArrayList<>(all.map(Path::toString).toList());
            Collections.sort(names);
            return names;
        }
    }
}
