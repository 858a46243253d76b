package merpo.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Existing;
import merpo.datagen.run.Progress;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportStageTest {
    private static final String TITLE = "point-robot-wind, medium data, seed 0";

    @TempDir Path temp;

    @BeforeEach
    void aRun() {
        try (RunDirectory run = RunDirectory.create(temp, Existing.REFUSE)) {
            ExampleRun.fill(run);
        }
    }

    private void report() {
        try (RunDirectory run = RunDirectory.open(temp)) {
            new ReportStage(TITLE).run(run, Progress.silent());
        }
    }

    private String read(String name) throws IOException {
        return Files.readString(temp.resolve(name));
    }

    @Test
    void thePageNeedsNothingBesideItself() throws IOException {
        report();
        String page = read("report.html");
        assertThat(page).contains(TITLE, "<svg", "@media print", "prefers-color-scheme: dark");
        assertThat(page).doesNotContain("http", "<link", "<img", "src=", "@import", "<script");
        assertThat(page).contains("&lt;script&gt;");
    }

    /**
     * Scores .78 -+ .015, .005: mean .78; squares 2 (.015^2 + .005^2) = .0005; std sqrt(.0005 / 4)
     * = .0112.
     */
    @Test
    void theTableAndTheVerdictCarryTheNumbers() throws IOException {
        report();
        String page = read("report.html");
        assertThat(page)
                .contains("<td class=\"n\">0.78 ± 0.01</td>", "<td class=\"n\">−9.40 ± 0.22</td>");
        assertThat(page)
                .contains(
                        "Adapted to 4 test tasks, MerPO scores 0.78 ± 0.01 between random (0) and the exact optimum (1),"
                                + " above the behaviour policy (0.49), its deterministic clone (0.63), the meta-policy"
                                + " before adaptation (0.72) and COMBO from scratch (0.52), not above COMBO from the"
                                + " meta-policy, the control (0.81).");
        assertThat(page).containsPattern("<tr class=\"best\"><td>COMBO from the meta-policy");
    }

    @Test
    void everyFigureLiesBesideThePageWithItsNumbers() throws IOException {
        report();
        for (String name : List.of("learning", "adaptation", "trajectories", "behaviour")) {
            assertThat(read("figures/" + name + ".svg")).contains("<svg");
            assertThat(CsvTable.read(temp.resolve("figures/" + name + ".csv")).rows()).isNotEmpty();
        }
        assertThat(read("figures/learning.svg"))
                .contains(
                        ">MerPO, adapted<",
                        ">meta-policy, before adaptation<",
                        ">behaviour policy<",
                        ">meta-iteration<");
        assertThat(read("figures/adaptation.svg"))
                .contains(">COMBO from scratch<", ">adaptation step<");
        assertThat(read("figures/trajectories.svg"))
                .contains(">task 12<", ">start<", ">goal<", ">winds<");
        assertThat(ImageIO.read(temp.resolve("figures/overview.png").toFile()).getWidth())
                .isEqualTo(1200);
    }

    @Test
    void theSameTablesGiveTheSameBytes() throws IOException {
        report();
        List<String> names = List.of("report.html", "figures/learning.svg", "figures/overview.svg");
        List<String> before = List.of(read(names.get(0)), read(names.get(1)), read(names.get(2)));
        report();
        assertThat(List.of(read(names.get(0)), read(names.get(1)), read(names.get(2))))
                .isEqualTo(before);
    }

    @Test
    void aMissingTableIsNamedWithTheCommandThatMakesIt() throws IOException {
        Files.delete(temp.resolve("test/adaptation.csv"));
        assertThatThrownBy(this::report)
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll(
                        "adaptation.csv does not exist", "./merpo evaluate " + temp);
        Files.delete(temp.resolve("behaviour/curve.csv"));
        Files.writeString(temp.resolve("test/returns.csv"), "policy,task,return,score,episodes\n");
        assertThatThrownBy(this::report).hasMessageContaining("returns.csv has no rows");
    }

    @Test
    void aBodyOnATrackIsDrawnOverTime() throws IOException {
        Files.writeString(
                temp.resolve("test/trajectories.csv"),
                "task,policy,step,time,x,y\n0,merpo,0,0,0,\n0,merpo,1,0.05,0.1,\n1,merpo,0,0,0,\n1,merpo,1,0.05,-0.1,\n");
        report();
        assertThat(read("figures/trajectories.svg"))
                .contains(">time [s]<", ">torso x [m]<")
                .doesNotContain(">goal<");
    }

    @Test
    void withoutAnExactOptimumTheScaleSaysSo() throws IOException {
        Files.writeString(
                temp.resolve("behaviour/reference.csv"),
                "task,random,best,trained\n0,-1.0,5.0,5.0\n");
        report();
        assertThat(read("report.html"))
                .contains("between random (0) and SAC at the end of its training (1)")
                .doesNotContain("exact optimum");
    }

    @Test
    void theLastLinesSayWhereTheReportIs() {
        StringWriter text = new StringWriter();
        Summary.print(temp, Path.of("runs/mine"), new PrintWriter(text, true));
        assertThat(text.toString())
                .contains("Report:  runs/mine/report.html", "MerPO scores 0.78 ± 0.01")
                .containsPattern("MerPO, adapted +−9.40 ± 0.22 +0.78 ± 0.01")
                .containsPattern("control\\) .* best\n");
    }
}
