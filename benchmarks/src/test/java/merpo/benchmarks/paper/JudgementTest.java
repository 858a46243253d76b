package merpo.benchmarks.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two lines of two seeds on one task, from a figure's own table. */
final class JudgementTest {
    @TempDir Path temp;

    private static Line line(String key) {
        return new Line(
                key, key, Training.of(key, new DatasetSpec("hopper", "medium", 1000)), "learned");
    }

    private Judgement judged(Claim claim, double[] rac, double[] combo) throws Exception {
        StringBuilder text = new StringBuilder("line,policy,seed,task,step,return,score\n");
        for (int seed = 0; seed < rac.length; seed++) {
            text.append("rac,learned,").append(seed).append(",0,9,0,").append(rac[seed]);
            text.append("\ncombo,learned,").append(seed).append(",0,9,0,").append(combo[seed]);
            text.append('\n');
        }
        Path table = Files.writeString(temp.resolve("figure.csv"), text);
        PaperFigure figure =
                new PaperFigure(
                        "0",
                        "t",
                        "",
                        List.of(line("rac"), line("combo")),
                        List.of(),
                        List.of(claim));
        return Judgement.all(figure.claims(), Measurements.of(figure, CsvTable.read(table))).get(0);
    }

    private static Claim above() {
        return new Claim(
                "above",
                Claim.Origin.PAPER,
                Condition.exceeds(new Quantity.Final("rac"), new Quantity.Final("combo"), 0.05));
    }

    /** Of seeds 0.5, 0.7 and 0.1, 0.3 the differences of drawn means go from 0.2 to 0.6. */
    @Test
    void aDifferenceHasAnIntervalOverSeeds() throws Exception {
        Judgement judged = judged(above(), new double[] {0.5, 0.7}, new double[] {0.1, 0.3});
        Margin margin = judged.margins().get(0);
        assertThat(margin.value()).isCloseTo(0.4, within(1e-12));
        assertThat(margin.interval().low()).isCloseTo(0.2, within(1e-12));
        assertThat(margin.interval().high()).isCloseTo(0.6, within(1e-12));
        assertThat(judged.intervals()).isEqualTo("0.4 in [0.2, 0.6]");
        assertThat(judged.settled()).isEqualTo("yes");
    }

    @Test
    void aClaimMayHoldOnMeansAndBeUnsettled() throws Exception {
        Judgement judged = judged(above(), new double[] {0.1, 0.9}, new double[] {0.2, 0.5});
        assertThat(judged.mean().state()).isEqualTo(ClaimVerdict.State.HOLDS);
        assertThat(judged.fraction()).isEqualTo("1 of 2");
        assertThat(judged.settled()).isEqualTo("no");
    }

    /** Policies of one run stand and fall together: their difference is the same in any draw. */
    @Test
    void policiesOfOneRunAreDrawnTogether() throws Exception {
        Line rac = line("rac");
        Line meta = new Line("meta", "meta", rac.training(), "meta");
        Path table =
                Files.writeString(
                        temp.resolve("figure.csv"),
                        """
                        line,policy,seed,task,step,return,score
                        rac,learned,0,0,9,0,0.5
                        rac,learned,1,0,9,0,0.9
                        meta,meta,0,0,9,0,0.3
                        meta,meta,1,0,9,0,0.7
                        """);
        Claim claim =
                new Claim(
                        "above",
                        Claim.Origin.PAPER,
                        Condition.atLeast(
                                new Quantity.Final("rac"), new Quantity.Final("meta"), 0));
        PaperFigure figure =
                new PaperFigure("0", "t", "", List.of(rac, meta), List.of(), List.of(claim));
        Margin margin =
                Judgement.all(figure.claims(), Measurements.of(figure, CsvTable.read(table)))
                        .get(0)
                        .margins()
                        .get(0);
        assertThat(margin.interval().low()).isCloseTo(0.2, within(1e-12));
        assertThat(margin.interval().high()).isCloseTo(0.2, within(1e-12));
    }

    /** What is never reached has no difference in steps. */
    @Test
    void aDifferenceThatIsNotANumberSettlesNothing() throws Exception {
        Quantity one = new Quantity.Constant(1);
        Claim sooner =
                new Claim(
                        "sooner",
                        Claim.Origin.PAPER,
                        Condition.atMost(
                                new Quantity.StepsTo("rac", one),
                                new Quantity.StepsTo("combo", one),
                                0));
        Judgement judged = judged(sooner, new double[] {1, 1}, new double[] {0, 0});
        assertThat(judged.settled()).isEqualTo("no");
        assertThat(judged.intervals()).isEqualTo("−∞ in [undefined, undefined]");
    }
}
