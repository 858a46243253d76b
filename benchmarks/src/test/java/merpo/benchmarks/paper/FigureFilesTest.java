package merpo.benchmarks.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From runs made by hand to files. */
final class FigureFilesTest {
    @TempDir Path temp;
    private final Budget budget = Budget.of("small");

    private PaperFigure figure(String number) {
        return PaperFigures.named(List.of(number), budget).get(0);
    }

    private FigureFiles written(String number) throws Exception {
        PaperFigure figure = figure(number);
        HandRuns.write(figure, temp, budget, 20);
        FigureFiles files = FigureFiles.read(figure, temp, budget);
        files.write();
        return files;
    }

    private List<CsvTable.Row> verdicts(String number, String claim) {
        return CsvTable.read(temp.resolve("figure-" + number + "/verdicts.csv")).rows().stream()
                .filter(row -> row.text("claim").equals(claim))
                .toList();
    }

    /** By hand: RAC ends at 0.8, COMBO-3 at 0.75, COMBO at 0.5, seed by seed 0.01 more. */
    @Test
    void claimsAreJudgedOnTheMeansAndOnEachSeed() throws Exception {
        String summary = written("4").summary();
        List<CsvTable.Row> rows = verdicts("4", "hopper, good π_c: RAC is no worse than COMBO-3");
        assertThat(rows)
                .extracting(row -> row.text("level"))
                .containsExactly("mean", "seed 0", "seed 1", "seed 2");
        assertThat(rows).allMatch(row -> row.text("holds").equals("holds"));
        assertThat(rows.get(0).text("numbers"))
                .isEqualTo(
                        "final(RAC, hopper, good π_c) = 0.81 ≥ 0.76 − 0.05, where 0.76 = final(COMBO-3, hopper, good π_c)");
        assertThat(summary).contains("holds", "paper", "3 of 3").doesNotContain("missing");
    }

    /** The meta-policy of the hand-made runs scores 0.9, RAC 0.8: less by more than 0.05. */
    @Test
    void aClaimThatDoesNotHoldIsSaidNotToHold() throws Exception {
        String summary = written("4").summary();
        List<CsvTable.Row> rows = verdicts("4", "RAC, hopper, good π_c: safe improvement");
        assertThat(rows).allMatch(row -> row.text("holds").equals("does not hold"));
        assertThat(summary).contains("does not hold theorem 1", "0 of 3");
    }

    @Test
    void everyNumberDrawnIsInTheTable() throws Exception {
        written("4");
        List<CsvTable.Row> rows = CsvTable.read(temp.resolve("figure-4/figure.csv")).rows();
        assertThat(rows).hasSize(10 * 3 * 20 + 10 * 3 * 2); // lines, seeds, evaluations, two levels
        CsvTable.Row last =
                rows.stream()
                        .filter(row -> row.text("line").equals("COMBO, hopper"))
                        .filter(row -> row.text("policy").equals("learned"))
                        .filter(row -> row.integer("seed") == 2 && row.integer("step") == 20_000)
                        .findFirst()
                        .orElseThrow();
        assertThat(last.number("score")).isCloseTo(0.52, within(1e-9));
    }

    @Test
    void aFigureIsDrawnWithWhatMadeIt() throws Exception {
        written("4");
        String svg = Files.readString(temp.resolve("figure-4/figure.svg"));
        assertThat(svg)
                .contains("Figure 4", "COMBO-3", "halfcheetah medium, 50000 transitions")
                .contains("hiddenLayers 3")
                .contains("mujoco 3.17.0");
        BufferedImage image =
                ImageIO.read(
                        new ByteArrayInputStream(
                                Files.readAllBytes(temp.resolve("figure-4/figure.png"))));
        assertThat(image.getWidth()).isEqualTo(1600);
        assertThat(image.getHeight()).isGreaterThan(1000);
        assertThat(temp.resolve("figure-4/README.md"))
                .content()
                .contains(
                        "# Figure 4",
                        "![",
                        "| claim |",
                        "./merpo figure 4 --scale small --seeds 3");
    }

    /** FOCAL ends at 0.70, 0.71, 0.72 on good data, 0.2 lower on mixed. */
    @Test
    void ofTwoQualitiesTheBetterIsDrawnAndBothAreRecorded() throws Exception {
        written("6-wind");
        Path directory = temp.resolve("figure-6-wind");
        assertThat(directory.resolve("figure.svg"))
                .content()
                .contains(
                        "FOCAL, point-robot-wind, good 0.71, not FOCAL, point-robot-wind, mixed 0.51")
                .contains(">Contextual BCQ<", ">COMBO from scratch<");
        assertThat(CsvTable.read(directory.resolve("figure.csv")).rows())
                .hasSize(12 * 3 * 20 + 12 * 3 * 3) // lines, seeds, evaluations, three levels
                .anyMatch(row -> row.text("line").equals("FOCAL, point-robot-wind, mixed"));
        // MerPO 0.86, MerPO-Adp 0.87, the best baseline 0.71
        assertThat(
                        verdicts("6-wind", "point-robot-wind: MerPO is no worse than any baseline")
                                .get(0)
                                .text("holds"))
                .isEqualTo("holds");
        // MBML 0.51, the clone 0.55
        assertThat(
                        verdicts("6-wind", "point-robot-wind: MBML is no worse than the clone")
                                .get(0)
                                .text("holds"))
                .isEqualTo("holds");
    }

    /** Runs of one algorithm that differ in size are one sentence with both values. */
    @Test
    void whatDiffersBetweenRunsIsNamedOnce() throws Exception {
        PaperFigure figure = figure("7a");
        HandRuns.write(figure, temp, budget, 20);
        Path run = temp.resolve("runs/walker-2d-params-good-80000/merpo-trajectories200-seed2");
        Path config = run.resolve("config.yaml");
        Files.writeString(config, Files.readString(config).replace("width: 128", "width: 64"));
        FigureFiles.read(figure, temp, budget).write();
        assertThat(temp.resolve("figure-7a/README.md"))
                .content()
                .contains("\nmerpo: sizes.hiddenLayers 3, sizes.width 128 and 64, sizes.batch 256")
                .contains("\nproximal: sizes.hiddenLayers 3, sizes.width 128, sizes.batch 256");
    }

    /** D4RL's constants where it has some, else our own training. */
    @Test
    void theCaptionSaysWhatTheScoresAre() throws Exception {
        written("4");
        assertThat(temp.resolve("figure-4/README.md"))
                .content()
                .contains(
                        "On halfcheetah the scores 0 and 1 are D4RL's reference returns, −280.179 and 12135. On hopper")
                .doesNotContain("SAC's final return");
        written("7a");
        assertThat(temp.resolve("figure-7a/README.md"))
                .content()
                .contains("Score 0 is the random policy, 1 SAC's final return. ")
                .doesNotContain("D4RL");
    }

    @Test
    void theSameRunsGiveTheSameBytes() throws Exception {
        FigureFiles files = written("7a");
        byte[] svg = Files.readAllBytes(temp.resolve("figure-7a/figure.svg"));
        files.write();
        assertThat(temp.resolve("figure-7a/figure.svg")).hasBinaryContent(svg);
    }

    @Test
    void missingRunsAreNamedAndTheRestIsShown() throws Exception {
        PaperFigure figure = figure("7a");
        HandRuns.write(figure, temp, budget, 20);
        String lost = "walker-2d-params-good-80000/proximal-trajectories200-seed1";
        Files.delete(temp.resolve("runs").resolve(lost).resolve("stages.csv"));
        FigureFiles files = FigureFiles.read(figure, temp, budget);
        files.write();
        assertThat(files.summary()).contains("missing runs: " + lost, "2 of 3");
        assertThat(verdicts("7a", "MerPO is above Eq. (5)").get(2).text("holds"))
                .isEqualTo("not measured");
        assertThat(temp.resolve("figure-7a/figure.svg")).content().contains("Missing runs");
    }

    @Test
    void linesWithoutRunsAreThoseOfAnEarlierDrawing() throws Exception {
        PaperFigure figure = figure("7a");
        written("7a");
        List<String> numbers = Files.readAllLines(temp.resolve("figure-7a/figure.csv"));
        Path earlier = temp.resolve("earlier");
        Files.move(temp.resolve("figure-7a"), earlier);
        String lost = "walker-2d-params-good-80000/proximal-trajectories200-seed1";
        Files.delete(temp.resolve("runs").resolve(lost).resolve("stages.csv"));
        FigureFiles files = FigureFiles.read(figure, temp, budget, earlier);
        files.write();
        assertThat(files.complete()).isTrue();
        assertThat(Files.readAllLines(temp.resolve("figure-7a/figure.csv")))
                .containsExactlyInAnyOrderElementsOf(numbers);
        assertThat(temp.resolve("figure-7a/README.md"))
                .content()
                .contains("\nOf an earlier drawing, not made again: Eq. (5).\n");
        assertThatThrownBy(() -> FigureFiles.read(figure, temp, budget, temp.resolve("none")))
                .hasMessageContaining(
                        "none holds no figure.csv, must be the directory of an earlier drawing of figure 7a");
    }

    @Test
    void withoutAnyRunNothingIsDrawnAndNothingIsClaimed() {
        FigureFiles files = FigureFiles.read(figure("5"), temp, budget);
        files.write();
        assertThat(temp.resolve("figure-5/figure.svg")).doesNotExist();
        assertThat(CsvTable.read(temp.resolve("figure-5/verdicts.csv")).rows())
                .allMatch(row -> row.text("holds").equals("not measured"));
    }
}
