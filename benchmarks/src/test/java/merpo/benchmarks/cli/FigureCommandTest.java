package merpo.benchmarks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import merpo.benchmarks.jobs.Evidence;
import merpo.benchmarks.jobs.Job;
import merpo.benchmarks.paper.Budget;
import merpo.benchmarks.paper.HandRuns;
import merpo.benchmarks.paper.PaperFigure;
import merpo.benchmarks.paper.PaperFigures;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.TaskFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code figure}; no training is run here. */
final class FigureCommandTest {
    @TempDir Path temp;
    private String out = "";
    private String err = "";

    private int merpo(Object... words) {
        StringWriter outText = new StringWriter();
        StringWriter errText = new StringWriter();
        int status =
                Merpo.execute(
                        new PrintWriter(outText, true),
                        new PrintWriter(errText, true),
                        Stream.of(words).map(Object::toString).toArray(String[]::new));
        out = outText.toString();
        err = errText.toString();
        return status;
    }

    @Test
    void helpHasAnExample() {
        assertThat(merpo("figure", "--help")).isZero();
        assertThat(out).contains("Example: ./merpo figure 4 --scale small");
    }

    @Test
    void aWrongFigureScaleOrNumberIsNamedWithTheNearest() {
        assertThat(merpo("figure", "9")).isEqualTo(2);
        assertThat(err).contains("There is no figure \"9\". Did you mean \"9a\"?");
        assertThat(merpo("figure", "4", "--scale", "smal")).isEqualTo(2);
        assertThat(err).contains("--scale is \"smal\"", "Did you mean \"small\"?");
        assertThat(merpo("figure")).isEqualTo(2);
        assertThat(err).contains("No figure given, expected one of 1, 3, 4, 5, 6, 6-wind");
        assertThat(merpo("figure", "4", "--seeds", 0)).isEqualTo(2);
        assertThat(err).contains("--seeds is 0, must be in [1, 100]");
        assertThat(merpo("figure", "4", "--jobs", 0)).isEqualTo(2);
        assertThat(err).contains("--jobs is 0, must be in [1, ");
    }

    @Test
    void someLearnersOfAFigureAreTrainedAlone() {
        assertThat(merpo("figure", "7a", "--only", "proximal", "--dry-run", "--out", temp))
                .isZero();
        assertThat(out).contains("train proximal").doesNotContain("train merpo ");
        assertThat(merpo("figure", "7a", "--only", "proximl", "--out", temp)).isEqualTo(2);
        assertThat(err).contains("--only is \"proximl\"", "Did you mean \"proximal\"?");
        assertThat(merpo("figure", "7a", "7b", "--earlier", temp, "--out", temp)).isEqualTo(2);
        assertThat(err).contains("--earlier is the drawing of one figure, and 2 are asked for");
        assertThat(merpo("figure", "7a", "--earlier", temp, "--out", temp)).isEqualTo(2);
        assertThat(err).contains(temp + " holds no figure.csv");
    }

    @Test
    void aDirectoryOfSomethingElseGetsNoFigures() throws IOException {
        Files.writeString(temp.resolve(".merpo-run"), "merpo run, layout 1\nkind: datasets\n");
        assertThat(merpo("figure", "4", "--scale", "smoke", "--out", temp)).isEqualTo(1);
        assertThat(err)
                .contains(temp + " holds datasets, and figures need a directory of their own");
        assertThat(temp.toFile().list()).containsExactly(".merpo-run");
    }

    /** Of one seed of figure 7a: a dataset, an ensemble, MerPO, Eq. (5). */
    @Test
    void aDryRunPrintsEveryCommandInOrderAndMakesNothing() {
        Path place = temp.resolve("figures");
        assertThat(merpo("figure", "7a", "3", "--seeds", 1, "--dry-run", "--out", place)).isZero();
        assertThat(out.lines())
                .hasSize(4)
                .allMatch(line -> line.startsWith("./merpo "))
                .element(0)
                .asString()
                .startsWith("./merpo generate --env walker-2d-params");
        assertThat(out.lines().map(line -> line.split(" ", -1)[2]))
                .containsExactlyInAnyOrder("--env", "meta-model", "merpo", "proximal");
        assertThat(place).doesNotExist();
    }

    @Test
    void aListSaysWhatIsThere() throws Exception {
        assertThat(merpo("figure", "--list", "--jobs", 2, "--out", temp)).isZero();
        assertThat(out).contains("0 of 14", "figure", "10a").contains("seeds 0 to 2");
        finish("4", Budget.of("small"));
        assertThat(merpo("figure", "--list", "4", "--out", temp)).isZero();
        assertThat(out).contains("14 of 14", " no\n").doesNotContain("10a");
    }

    /** One source of times: who reads the page and who asks the program hear the same. */
    @Test
    void thePageOfTheProjectSaysTheSameTimes() throws Exception {
        Matcher row =
                Pattern.compile("\\| `\\./merpo figure ((?:\\d|anchor)[\\w-]*)` \\| ([^|]*) \\|")
                        .matcher(Files.readString(Path.of("../README.md")));
        int rows = 0;
        for (; row.find(); rows++) {
            assertThat(merpo("figure", "--list", row.group(1), "--jobs", 2, "--out", temp))
                    .isZero();
            assertThat(out).as(row.group(1)).contains(" ~ " + row.group(2) + " ");
        }
        assertThat(rows).isGreaterThan(10);
    }

    @Test
    void aFigureIsDrawnFromFinishedRunsWithoutStartingAny() throws Exception {
        finish("4", Budget.of("small"));
        assertThat(merpo("figure", "4", "--out", temp)).as(err).isZero();
        assertThat(out)
                .contains("Figure 4: COMBO", "holds", "does not hold", "seeds 3 of 3")
                .contains("hopper, good π_c: RAC and COMBO-3 are above COMBO");
        assertThat(temp.resolve("figure-4/figure.png")).isNotEmptyFile();
        assertThat(temp.resolve("figure-4/verdicts.csv")).isNotEmptyFile();
        assertThat(err).isEmpty();
    }

    /** A file lies where the datasets must be made: real children fail, what needs them is left. */
    @Test
    void failedRunsAreNamedWithTheCommandThatRepeatsThem() throws Exception {
        Files.createDirectories(temp.resolve("data"));
        for (String name : List.of("halfcheetah-medium-2000", "hopper-medium-2000")) {
            Files.writeString(temp.resolve("data").resolve(name), "in the way");
        }
        assertThat(merpo("figure", "4", "--scale", "smoke", "--seeds", 1, "--out", temp))
                .isEqualTo(1);
        assertThat(err)
                .contains("data/hopper-medium-2000 failed: exit status 2")
                .contains("hopper-medium-2000, which is no directory")
                .contains("Repeat it: ./merpo generate --env hopper --quality medium")
                .contains("left out, because they need what failed: ")
                .contains("0 finished before, 0 finished now, 2 failed, 12 left out");
        assertThat(out).contains("not measured", "missing runs: ");
    }

    /** Datasets and runs of a figure as if all had been made. */
    private void finish(String number, Budget budget) throws IOException {
        PaperFigure figure = PaperFigures.named(List.of(number), budget).get(0);
        HandRuns.write(figure, temp, budget, 20);
        for (Job job : figure.jobs(temp, budget)) {
            if (job.evidence() instanceof Evidence.Dataset dataset) {
                manifest(job.directory().resolve(dataset.folder()), dataset.folder());
            }
        }
    }

    private static void manifest(Path place, String quality) throws IOException {
        Files.createDirectories(place);
        Files.writeString(place.resolve("task-000.h5"), "rows");
        TaskFile file =
                new TaskFile(
                        0,
                        "train",
                        "task-000.h5",
                        4,
                        "0".repeat(64),
                        "0".repeat(64),
                        10,
                        1,
                        Map.of(),
                        List.of(1L),
                        OptionalDouble.empty(),
                        Map.of());
        Manifest.begin(
                        "hopper/" + quality,
                        "hopper",
                        Quality.of(quality),
                        "2026-01-01T00:00:00Z",
                        new Manifest.Generator("1", "c", List.of("generate")),
                        new Manifest.TaskDraw("hopper", 1, 0, "one"),
                        Map.of())
                .with(file)
                .save(place);
    }
}
