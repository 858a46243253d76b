package merpo.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import merpo.benchmarks.bench.learning.LearningTarget.OfPeak;
import merpo.benchmarks.bench.learning.LearningWork;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LearningTableTest {
    private static final LearningWork SAC = LearningWork.named("sac");
    private static final LearningWork STACK = LearningWork.named("sac-8");
    private static final LearningWork PRODUCT = LearningWork.named("matmul-1024");
    private static final LearningBench BENCH =
            new LearningBench(List.of(PRODUCT, SAC, STACK), Set.of(), 2, 1.5);

    @TempDir Path temp;

    /** Rates are updates per second, as a peer counts them. */
    private static LearningMeasurement ours(LearningWork work, Double... rates) {
        return LearningMeasurement.of(
                2,
                LearningContender.MERPO,
                work.name(),
                work.tasks(),
                work.flops(),
                new Turns.Result(Arrays.asList(rates), Map.of("java", "17"), ""));
    }

    private static LearningMeasurement theirs(LearningContender who, Double... rates) {
        return LearningMeasurement.of(
                2,
                who,
                "sac",
                1,
                0,
                new Turns.Result(Arrays.asList(rates), Map.of("torch", "2.7.1"), ""));
    }

    /** 100 products of 2.147 GF a second; SAC in 5 ms, the stack of 8 in 32: 4 each. */
    private static final List<LearningMeasurement> ALL =
            List.of(
                    ours(PRODUCT, 90.0, 100.0),
                    ours(SAC, 200.0, 180.0),
                    ours(STACK, 25.0, 31.25),
                    theirs(LearningContender.STABLE_BASELINES3, 125.0, 100.0),
                    theirs(LearningContender.SBX, 260.0, 200.0));

    @Test
    void timesAreOfTheFastestRoundPerTask() {
        assertThat(ALL.get(1).best()).isEqualTo(5);
        assertThat(ALL.get(2).milliseconds()).containsExactly(5.0, 4.0);
        assertThat(ALL.get(2).median()).isEqualTo(4.5);
    }

    @Test
    void aLineHasTimesRatiosTheShareOfThePeakAndAVerdict() {
        // 0.5816 GF in 5 ms; the peak is 214.7 GF/s
        assertThat(LearningTable.line(SAC, 2, ALL).split(" +", 12))
                .containsExactly(
                        "sac",
                        "2",
                        "5.00",
                        "8.00",
                        "3.85",
                        "-",
                        "0.63",
                        "1.30",
                        "-",
                        "116.3",
                        "0.54",
                        "reached: 0.63, <= 0.80 x stable-baselines3's sac");
        assertThat(LearningTable.line(STACK, 2, ALL))
                .endsWith(
                        "reached: 0.50, <= 0.80 x stable-baselines3's sac;"
                                + " reached: 1.04, <= 1.05 x sbx's sac");
        assertThat(LearningTable.line(PRODUCT, 2, ALL).split(" +"))
                .containsExactly(
                        "matmul-1024", "2", "10.00", "-", "-", "-", "-", "-", "-", "214.7", "1.00");
    }

    @Test
    void whatIsMissingIsUnknownAndOtherThreadsAreAnotherTable() {
        assertThat(LearningTable.verdict(SAC, 1, ALL))
                .isEqualTo("unknown: <= 0.80 x stable-baselines3's sac");
        assertThat(LearningTable.line(SAC, 1, ALL).split(" +", 4)).contains("sac", "1", "-");
    }

    @Test
    void aShareOfThePeakIsATargetToo() {
        LearningWork work =
                new LearningWork(
                        "sac",
                        "",
                        1,
                        SAC.flops(),
                        "",
                        List.of(new OfPeak(0.5), new OfPeak(0.6)),
                        SAC.opening());
        assertThat(LearningTable.verdict(work, 2, ALL))
                .isEqualTo("reached: 0.54, >= 0.50 of the peak; missed: 0.54, >= 0.60 of the peak");
    }

    @Test
    void theFilesHoldEveryRound() {
        LearningMeasurement failed =
                LearningMeasurement.of(
                        2,
                        LearningContender.D3RLPY,
                        "sac",
                        1,
                        0,
                        new Turns.Result(List.of(), Map.of(), "no wheel, \"cp314\""));
        List<LearningMeasurement> all = new java.util.ArrayList<>(ALL);
        all.add(failed);
        LearningFiles.write(temp, BENCH, all, List.of(0.5, 2.25));
        List<CsvTable.Row> rows = CsvTable.read(temp.resolve("learning.csv")).rows();
        assertThat(rows).hasSize(6);
        assertThat(rows.get(1).text("contender")).isEqualTo("merpo");
        assertThat(rows.get(1).number("best_ms")).isEqualTo(5);
        assertThat(rows.get(1).number("peak_share")).isEqualTo(0.542);
        assertThat(rows.get(1).text("rounds_ms")).isEqualTo("5.000 5.556");
        assertThat(rows.get(3).text("gflop_per_s")).isEmpty();
        assertThat(rows.get(5).text("best_ms")).isEmpty();
        assertThat(rows.get(5).text("failure")).isEqualTo("no wheel, \"cp314\"");
        assertThat(temp.resolve("learning.yaml"))
                .content()
                .contains(
                        "rounds: 2\n",
                        "load:\n- 0.5\n- 2.25\n",
                        "torch==2.7.1",
                        "  sbx: \"JAX, compiled",
                        "peak_gflop_per_s: 214.748\n",
                        "sac: \"reached: 0.63");
    }

    @Test
    void matrixProductsAccompanyWhateverIsChosen() {
        assertThat(LearningBench.chosen(List.of("dynamics")))
                .extracting(LearningWork::name)
                .containsExactly("matmul-1024", "matmul-2048", "matmul-16x256", "dynamics");
        assertThat(LearningBench.chosen(List.of())).hasSameSizeAs(LearningWork.all());
        assertThatThrownBy(() -> LearningBench.chosen(List.of("sac", "sac-9")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("\"sac-9\" does not exist. Did you mean \"sac-8\"?");
    }
}
