package merpo.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {
    @TempDir Path temp;

    private void report(Path... runs) {
        Report.write(Stream.of(runs).map(ReportedRun::open).toList(), temp.resolve("out"));
    }

    private String read(String name) throws IOException {
        return Files.readString(temp.resolve("out").resolve(name));
    }

    private Path merpo() {
        Path run = temp.resolve("merpo");
        HandRun.overTasks(run);
        return run;
    }

    private Path single(String algorithm, long seed) {
        Path run = temp.resolve(algorithm + seed);
        HandRun.singleTasks(run, algorithm, seed);
        return run;
    }

    @Test
    void thePageNeedsNothingBesideItself() throws IOException {
        report(merpo());
        String page = read("report.html");
        assertThat(page)
                .contains("MerPO on point-robot-wind, &lt;medium&gt; data, seed 0", "<svg")
                .contains("@media print", "prefers-color-scheme: dark");
        assertThat(page).doesNotContain("http", "<link", "<img", "src=", "@import", "<script");
        assertThat(page).doesNotContain("<medium>", ">null", "NaN");
    }

    /**
     * Scores .78 -+ .015, .005: mean .78; squares 2 (.015^2 + .005^2) = .0005; std sqrt(.0005 / 4)
     * = .0112. The evaluation counts, not what the training measured before it.
     */
    @Test
    void theTableAndTheVerdictCarryTheNumbers() throws IOException {
        report(merpo());
        assertThat(read("report.html"))
                .contains("<td class=\"n\">0.78 ± 0.01</td>", "<td class=\"n\">−9.40 ± 0.22</td>")
                .contains("<th class=\"n\">task 12</th>", "<td class=\"n\">0.765</td>")
                .contains("<td>test</td><td>12</td><td class=\"n\">0.1235</td>")
                .contains(
                        "Adapted to 4 tasks, MerPO scores 0.78 ± 0.01 between random (0) and SAC at the end of its"
                                + " training (1), above the behavior policy (0.49), its deterministic clone (0.63), the"
                                + " meta-policy before adaptation (0.72) and COMBO from scratch (0.52), not above COMBO from"
                                + " the meta-policy, the control (0.81).")
                .containsPattern("<tr class=\"best\"><td>COMBO from the meta-policy");
    }

    @Test
    void everyFigureLiesBesideThePageWithItsNumbers() throws IOException {
        report(merpo());
        for (String name : List.of("learning", "adaptation", "trajectories")) {
            assertThat(read("figures/" + name + ".svg")).contains("<svg");
            assertThat(CsvTable.read(temp.resolve("out/figures/" + name + ".csv")).rows())
                    .isNotEmpty();
        }
        assertThat(read("figures/learning.svg"))
                .contains(">MerPO, adapted<", ">behavior policy<", ">meta-iterations<");
        assertThat(read("figures/adaptation.svg")).contains(">adaptation step<");
        assertThat(read("figures/trajectories.svg")).contains(">task 12<");
        assertThat(read("figures/trajectories.csv")).doesNotContain("99.0");
        assertThat(ImageIO.read(temp.resolve("out/figures/overview.png").toFile()).getWidth())
                .isEqualTo(1200);
    }

    @Test
    void aLearnerOfSingleTasksHasWhatItHasAndNothingElse() throws IOException {
        report(single("cql", 0));
        // (.6 + .8) / 2 = .7 -+ .1
        assertThat(read("report.html"))
                .contains("Put to 2 tasks, CQL scores 0.70 ± 0.10", "above the behavior policy")
                .contains("critic loss", "Configuration", "Time and memory")
                .doesNotContain("Adaptation", "Trajectories", "Quality of", "Alarms", ">gap<");
        try (Stream<Path> figures = Files.list(temp.resolve("out/figures"))) {
            assertThat(figures.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "learning.svg", "learning.csv", "overview.svg", "overview.png");
        }
        assertThat(read("figures/learning.svg")).contains(">CQL<", ">steps<");
    }

    /** (-4 - 6) / 2 = -5 -+ 1, as high as the data. */
    @Test
    void withoutScoresReturnsAreCompared() throws IOException {
        Path run = temp.resolve("run");
        HandRun.unscored(run);
        report(run);
        assertThat(read("report.html"))
                .contains("Put to 2 tasks, CQL returns −5.00 ± 1.00, not above the behavior policy")
                .contains("No scores: the data do not say", "Returns of each task", "--ref-min")
                .doesNotContain("NaN");
        assertThat(read("figures/learning.svg")).contains(">return<").doesNotContain(">score<");
        report(run, single("combo", 1));
        assertThat(read("report.html")).contains("The highest return is −5.00 ± 1.00");
        assertThat(read("figures/learning.svg")).contains(">return<");
    }

    /** (4/5 + 3/4 + 1.5/3.5 + 3.5/5.5) / 4 = .65, by hand in EmbeddingFigureTest. */
    @Test
    void embeddingsAreDrawnWithTheirSilhouette() throws IOException {
        Path run = temp.resolve("run");
        HandRun.embeddings(run);
        report(run);
        assertThat(read("report.html"))
                .contains("Task embeddings", "Silhouette score in all 2 dimensions: 0.65")
                .contains("MerPO without a model scores 0.90")
                .doesNotContain("Quality of", "deterministic clone");
        assertThat(read("figures/embeddings.svg")).contains(">task 7<", ">task 8<");
        assertThat(read("report.html")) // (.25 + .75) / 2 and (1.5 + 2.5) / 2
                .contains("How near to the data")
                .contains("<td class=\"n\">0.50</td><td class=\"n\">2.00</td>");
    }

    @Test
    void severalRunsAreOneFigureAndOneTableNamedByWhatDiffers() throws IOException {
        report(single("cql", 0), single("combo", 1));
        assertThat(read("report.html"))
                .contains("2 trainings side by side", "The highest score is 0.70 ± 0.10, of CQL, ")
                .contains("<td>CQL, seed 0</td>", "<td>COMBO, seed 1</td>")
                .contains("<td>algorithm</td><td class=\"n\">cql</td><td class=\"n\">combo</td>")
                .contains("./merpo replay \\\n    " + temp.resolve("cql0") + " \\\n");
        assertThat(read("figures/learning.svg"))
                .contains(">CQL, seed 0<", ">COMBO, seed 1<", ">behavior policy<", ">steps<");
        // step 10: (.2 + .4) / 2 = .3 -+ .1
        assertThat(read("figures/learning.csv"))
                .contains("10.0,\"CQL, seed 0\",0.30")
                .contains("steps,line,mean,low,high\n");
    }

    @Test
    void whatEmbedsTasksShowsThemBesideTheCurves() throws IOException {
        Path run = temp.resolve("run");
        HandRun.embeddings(run);
        report(run, merpo());
        assertThat(read("report.html")).contains(". A mark per context of the test tasks");
        assertThat(read("figures/embeddings-1.svg")).contains(">task 7<");
    }

    /** In place of the directories, which were the names of such lines. */
    @Test
    void trainingsOfTwoPrecisionsAreCalledSo() throws IOException {
        Path rounded = single("cql", 1);
        Path config = rounded.resolve("config.yaml");
        String text = Files.readString(config);
        Files.writeString(config, text.replace("precision: fp32", "precision: bf16"));
        report(single("cql", 0), rounded);
        assertThat(read("figures/learning.svg")).contains(">fp32, seed 0<", ">bf16, seed 1<");
    }

    @Test
    void seedsOfOneKindAreOneLine() throws IOException {
        report(single("cql", 0), single("cql", 1), single("combo", 1));
        assertThat(read("report.html"))
                .contains("<td>CQL, seed 1</td>") // the table of returns has each
                .contains("Over seeds and tasks", "<td>CQL, 2 seeds</td><td class=\"n\">2</td>");
        assertThat(read("figures/learning.svg"))
                .contains(">CQL, 2 seeds<", ">COMBO, seed 1<")
                .doesNotContain(">CQL, seed");
        // both have the same numbers: no spread over seeds
        assertThat(read("figures/learning.csv"))
                .containsPattern("\"CQL, 2 seeds\",(0\\.7\\d*),\\1,\\1\n");
    }

    /** Of two seeds of one setting and two of another none is lost, or averaged with others. */
    @Test
    void seedsOfOtherSettingsAreOtherLines() throws IOException {
        List<Path> runs = new ArrayList<>(List.of(single("cql", 0), single("cql", 1)));
        for (long seed = 2; seed < 4; seed++) {
            Path longer = single("cql", seed);
            Path config = longer.resolve("config.yaml");
            String text = Files.readString(config);
            Files.writeString(config, text.replaceFirst("metrics: [0-9]+", "metrics: 9"));
            runs.add(longer);
        }
        report(runs.toArray(Path[]::new));
        assertThat(read("figures/learning.svg"))
                .contains(">2 seeds<", ">" + runs.get(2) + ", 2 seeds<");
    }

    /** A meta-iteration is no step: 20 of 20 are all of one as of the other. */
    @Test
    void trainingsOfOtherStepsMeetAtTheirShares() throws IOException {
        report(single("cql", 0), merpo());
        assertThat(read("figures/learning.svg"))
                .contains(">CQL<", ">MerPO<", ">percent of each training's steps<", ">100<")
                .doesNotContain(">behavior policy<"); // .5 here, .49 there
        assertThat(read("figures/learning.csv")).contains("50.0,\"CQL\",0.30");
    }

    @Test
    void theSameTablesGiveTheSameBytes() throws IOException {
        Path run = merpo();
        report(run);
        List<String> names = List.of("report.html", "figures/learning.svg", "figures/overview.svg");
        List<String> before = List.of(read(names.get(0)), read(names.get(1)), read(names.get(2)));
        report(run);
        assertThat(List.of(read(names.get(0)), read(names.get(1)), read(names.get(2))))
                .isEqualTo(before);
    }

    @Test
    void whatIsNoTrainingIsCalledSo() {
        assertThatThrownBy(() -> report(temp))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("holds no training", "config.yaml", "./merpo train");
    }

    @Test
    void aBodyOnATrackIsDrawnOverTime() throws IOException {
        Path run = merpo();
        Files.writeString(
                run.resolve("trajectories.csv"),
                "task,policy,step,time,x,y\n0,adapted,0,0,0,\n0,adapted,1,0.05,0.1,\n");
        report(run);
        assertThat(read("figures/trajectories.svg"))
                .contains(">time [s]<", ">torso x [m]<")
                .doesNotContain(">goal<");
    }

    @Test
    void theLastLinesSayWhereTheReportIs() {
        StringWriter text = new StringWriter();
        Summary.print(ReportedRun.open(merpo()), Path.of("runs/mine"), new PrintWriter(text, true));
        assertThat(text.toString())
                .contains("Report:  runs/mine/report.html", "MerPO scores 0.78 ± 0.01")
                .containsPattern("MerPO, adapted +−9.40 ± 0.22 +0.78 ± 0.01")
                .containsPattern("control\\) .* best\n");
    }
}
