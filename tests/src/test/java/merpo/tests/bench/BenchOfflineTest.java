package merpo.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import merpo.datagen.run.CsvTable;
import merpo.tests.cli.CommandLineInProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** d3rlpy learns from our files, and its policies are tried by our trials. */
final class BenchOfflineTest {
    private static final String[] SMALL = {
        "--hidden-layers", "2", "--width", "16", "--batch", "16", "--steps", "40", "--every", "20"
    };

    @TempDir Path temp;
    private final CommandLineInProcess merpo = new CommandLineInProcess();

    private int offline(String learner, String data, String... more) {
        List<String> words = new ArrayList<>(List.of("bench", "offline", learner, "--data", data));
        words.addAll(List.of("--out", temp.resolve("run").toString()));
        words.addAll(List.of(more));
        return merpo.run(words.toArray());
    }

    private String data(String environment) {
        Path data = temp.resolve(environment);
        assertThat(
                        merpo.run(
                                "generate",
                                "--env",
                                environment,
                                "--quality",
                                "medium",
                                "--transitions",
                                1000,
                                "--out",
                                data))
                .isZero();
        return data.resolve("medium").toString();
    }

    @Test
    void whatTheRunSaysOfItsLastPolicyIsWhatThatPolicyReturns() {
        assertThat(offline("d3rlpy-td3-bc", data("hopper"), SMALL)).as(merpo.err()).isZero();
        List<CsvTable.Row> rows = CsvTable.read(temp.resolve("run/returns.csv")).rows();
        assertThat(rows)
                .extracting(row -> row.integer("step") + " " + row.text("policy"))
                .containsExactly("0 behavior", "20 learned", "40 learned");
        assertThat(
                        merpo.run(
                                "evaluate",
                                "--policy",
                                temp.resolve("run/policy.pt"),
                                "--env",
                                "hopper",
                                "--episodes",
                                5))
                .isZero();
        assertThat(merpo.out())
                .contains(String.format(Locale.ROOT, "%.1f", rows.get(2).number("return")));
    }

    @Test
    void aRunOfAnotherLibraryIsNoTrainingOfOurs() {
        assertThat(offline("d3rlpy-iql", data("hopper"), SMALL)).as(merpo.err()).isZero();
        assertThat(merpo.run("report", temp.resolve("run"))).isEqualTo(1);
        assertThat(merpo.err())
                .contains("holds no training: another library trained in it")
                .contains("./merpo evaluate --policy " + temp.resolve("run") + "/policy.pt");
    }

    @Test
    void whatCannotBeTrainedIsToldAtTheStart() {
        assertThat(offline("cql", "data")).isEqualTo(2);
        assertThat(merpo.err()).contains("LEARNER is \"cql\", must be one of d3rlpy-cql");
        assertThat(offline("d3rlpy-cql", "data", "--steps", "50", "--every", "20")).isEqualTo(2);
        assertThat(merpo.err())
                .contains("--steps is 50, must be a multiple of --every, which is 20");
        assertThat(offline("d3rlpy-cql", data("half-cheetah-fwd-back"))).isEqualTo(1);
        assertThat(merpo.err()).contains("datasets, d3rlpy's CQL learns one: one task.");
        assertThat(temp.resolve("run")).doesNotExist();
    }
}
