package merpo.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CurveTest {
    @TempDir Path temp;

    /** 1, 2, 6: mean 3, squares 4 + 1 + 9 = 14, standard deviation sqrt(14 / 3). */
    @Test
    void aSpreadIsMeanAndStandardDeviation() {
        Spread spread = Spread.of(List.of(1.0, 2.0, 6.0));
        assertThat(spread.mean()).isEqualTo(3);
        assertThat(spread.std()).isCloseTo(Math.sqrt(14 / 3.0), within(1e-12));
        assertThat(spread.text(2)).isEqualTo("3.00 ± 2.16");
        assertThat(Spread.of(List.of(-0.5)).text(1)).isEqualTo("−0.5 ± 0.0");
    }

    /**
     * Step 10: task a has two seeds, 0.2 and 0.4, so 0.3; task b has 0.5. Mean 0.4, deviation
     * sqrt(2 * 0.1^2 / 2). Step 9 comes before step 10 although "10" sorts before "9".
     */
    @Test
    void aCurveIsTheSpreadOverTasks() throws IOException {
        CsvTable table =
                table(
                        """
                        step,task,policy,score
                        10,a,meta,0.2
                        10,a,meta,0.4
                        10,b,meta,0.5
                        9,a,meta,0.1
                        9,a,adapted,0.7
                        """);
        List<Curve> curves = Curve.of(table, "step", "score");
        assertThat(curves).extracting(Curve::policy).containsExactly("meta", "adapted");
        List<Curve.Point> points = curves.get(0).points();
        assertThat(points).extracting(Curve.Point::x).containsExactly(9.0, 10.0);
        assertThat(points.get(1).y().mean()).isCloseTo(0.4, within(1e-12));
        assertThat(points.get(1).y().std()).isCloseTo(0.1, within(1e-12));
    }

    /**
     * Two points make a curve; behavior, measured once at step 0, is a level in the same figure.
     */
    /** What a training of RAC calls its policies. */
    private record Rac() implements BandFigure.Names {
        @Override
        public String label(String policy) {
            return policy.equals("learned") ? "RAC" : PolicyLook.label(policy);
        }

        @Override
        public Color color(String policy) {
            return MethodLook.color("rac", policy);
        }
    }

    @Test
    void whoWasMeasuredOnceIsALevel() throws IOException {
        CsvTable table =
                table(
                        """
                        step,task,policy,score
                        0,a,behavior,0.5
                        0,a,learned,0.1
                        9,a,learned,0.7
                        """);
        Figure figure =
                BandFigure.of(
                        "learning",
                        "Learning",
                        "Score",
                        table,
                        new BandFigure.Axis("step", "steps"),
                        "score",
                        new Rac());
        assertThat(figure.numbers())
                .isEqualTo(
                        "step,policy,mean,std,tasks\n0.0,behavior,0.5,0.0,1\n0.0,learned,0.1,0.0,1\n9.0,learned,0.7,0.0,1\n");
        assertThat(Drawing.svg(figure)).contains(">RAC<", ">behavior policy<", ">steps<");
    }

    @Test
    void unknownPoliciesComeLastAndKeepTheirName() {
        assertThat(Stream.of("novel", "adapted", "behavior").sorted(PolicyLook.BY_ORDER))
                .containsExactly("behavior", "adapted", "novel");
        assertThat(PolicyLook.label("novel")).isEqualTo("novel");
    }

    private CsvTable table(String text) throws IOException {
        return CsvTable.read(Files.writeString(temp.resolve("table.csv"), text));
    }
}
