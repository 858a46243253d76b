package merpo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import merpo.datagen.hdf5.Hdf5Export;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data of others, converted, are trained on as ours are; what cannot be is said at the start. */
final class ConvertedDataTest {
    private static final int ROWS = 200;

    @TempDir Path temp;
    private final CommandLineInProcess merpo = new CommandLineInProcess();
    private String out = "";
    private String err = "";

    private int merpo(Object... words) {
        int status = merpo.run(words);
        out = merpo.out();
        err = merpo.err();
        return status;
    }

    /** D4RL's layout with hopper's widths, four episodes of fifty steps. */
    private Path hopper(String name) {
        Random random = new Random(5);
        boolean[] timeouts = new boolean[ROWS];
        for (int row = 49; row < ROWS; row += 50) {
            timeouts[row] = true;
        }
        Path file = temp.resolve(name);
        Hdf5Export.write(
                file,
                to -> {
                    to.floats("observations", floats(random, 11), ROWS, 11);
                    to.floats("next_observations", floats(random, 11), ROWS, 11);
                    to.floats("actions", floats(random, 3), ROWS, 3);
                    to.floats("rewards", floats(random, 1), ROWS);
                    to.flags("terminals", new boolean[ROWS], ROWS);
                    to.flags("timeouts", timeouts, ROWS);
                });
        return file;
    }

    private static float[] floats(Random random, int width) {
        float[] values = new float[ROWS * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    private Path converted(Path in, Object... more) {
        Path to = temp.resolve("data-of-" + in.getFileName()).resolve("task-000.h5");
        Object[] words =
                Stream.concat(
                                Stream.of("convert", in, "--to", "merpo", "--out", to),
                                Stream.of(more))
                        .toArray();
        assertThat(merpo(words)).as(err).isZero();
        return to.getParent();
    }

    private List<String> scores(Path data, String run) {
        Path to = temp.resolve(run);
        assertThat(merpo("train", "cql", "--data", data, "--out", to, "--scale", "smoke"))
                .as(err)
                .isZero();
        return CsvTable.read(to.resolve("returns.csv")).rows().stream()
                .map(row -> row.text("score"))
                .toList();
    }

    @Test
    void whateverItsNameItIsTrainedOnWithD4rlsScores() {
        assertThat(scores(converted(hopper("hopper_medium-v2.hdf5")), "a"))
                .allMatch(score -> Double.isFinite(Double.parseDouble(score)));
        assertThat(scores(converted(hopper("plain.hdf5"), "--env", "hopper"), "b"))
                .allMatch(score -> Double.isFinite(Double.parseDouble(score)));
    }

    @Test
    void withoutReferencesScoresAreEmptyAndEverythingElseIsThere() {
        Path data = converted(hopper("plain.hdf5"), "--env", "Hopper-v5");
        assertThat(scores(data, "run")).isNotEmpty().allMatch(String::isEmpty);
        Path run = temp.resolve("run");
        assertThat(merpo("evaluate", run, "--episodes", "1")).as(err).isZero();
        assertThat(out).contains("No scores: ", "--ref-min X --ref-max Y");
        assertThat(merpo("report", run)).as(err).isZero();
        assertThat(
                        merpo(
                                "convert",
                                data.resolve("task-000.h5"),
                                "--to",
                                "merpo",
                                "--out",
                                temp.resolve("scored/task-000.h5"),
                                "--ref-min",
                                "-20",
                                "--ref-max",
                                "3000"))
                .isZero();
        assertThat(scores(temp.resolve("scored"), "c"))
                .allMatch(score -> Double.isFinite(Double.parseDouble(score)));
    }

    @Test
    void whatCannotBeTriedIsRefusedBeforeAnythingIsTrained() {
        Path run = temp.resolve("run");
        Path unknown = converted(hopper("plain.hdf5"));
        assertThat(merpo("train", "combo", "--data", unknown, "--out", run)).isNotZero();
        assertThat(err).contains("nobody knows the environment", "--env ID");
        assertThat(run).doesNotExist();
    }

    @Test
    void halfAReferenceAndWrongParametersAreWrongUsage() {
        Path in = hopper("plain.hdf5");
        Path to = temp.resolve("x.h5");
        assertThat(merpo("convert", in, "--to", "merpo", "--out", to, "--ref-min", "1"))
                .isEqualTo(2);
        assertThat(err).contains("--ref-max is missing");
        assertThat(
                        merpo(
                                "convert",
                                in,
                                "--to",
                                "merpo",
                                "--out",
                                to,
                                "--ref-min",
                                "1",
                                "--ref-max",
                                "1"))
                .isEqualTo(2);
        assertThat(
                        merpo(
                                "convert",
                                in,
                                "--to",
                                "merpo",
                                "--out",
                                to,
                                "--env",
                                "half-cheetah-vel",
                                "--parameter",
                                "speed=1"))
                .isEqualTo(2);
        assertThat(err).contains("unknown parameter \"speed\"", "velocity");
    }

    @Test
    void randomDataNeedNoPolicies() {
        Path to = temp.resolve("g");
        assertThat(
                        merpo(
                                "generate",
                                "--env",
                                "half-cheetah-vel",
                                "--quality",
                                "random",
                                "--transitions",
                                "20",
                                "--only",
                                "test",
                                "--out",
                                to))
                .as(err)
                .isZero();
        assertThat(to.resolve("random/task-099.h5")).exists();
        assertThat(
                        merpo(
                                "generate",
                                "--env",
                                "hopper",
                                "--quality",
                                "unknown",
                                "--transitions",
                                "20",
                                "--out",
                                to))
                .isEqualTo(2);
    }
}
