package merpo.benchmarks.bench.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import merpo.benchmarks.bench.BenchFiles;
import merpo.benchmarks.bench.BenchTable;
import merpo.benchmarks.bench.Measurement;
import merpo.benchmarks.bench.Round;
import merpo.benchmarks.bench.Target;
import merpo.benchmarks.bench.learning.LearningTarget.OfPeak;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LearningTableTest {
    private static final LearningWork SAC = LearningWork.named("sac");
    private static final LearningWork STACK = LearningWork.named("sac-8");
    private static final LearningWork PRODUCT = LearningWork.named("matmul-1024");
    @TempDir Path temp;

    private LearningBench bench() {
        return bench(Set.of(LearningContender.MERPO_BF16));
    }

    private LearningBench bench(Set<LearningContender> without) {
        return LearningBench.of(List.of(PRODUCT, SAC, STACK), without, 2, 1.5, temp);
    }

    private BenchTable table() {
        return table(bench());
    }

    private static BenchTable table(LearningBench bench) {
        return new BenchTable(bench.bench(), bench.cells(2));
    }

    private static LearningCell cell(LearningWork work) {
        return new LearningCell(work, 2);
    }

    /** Rates are updates per second, as a peer counts them. */
    private static Measurement of(
            LearningContender who, LearningWork work, String version, Double... rates) {
        return new Measurement(
                cell(work),
                who.text(),
                "",
                Arrays.stream(rates)
                        .map(rate -> cell(work).unit().of(new Round(Math.round(4 * rate), 4)))
                        .toList(),
                0,
                Map.of(version, "2.7.1"),
                "");
    }

    private static Measurement ours(LearningWork work, Double... rates) {
        return of(LearningContender.MERPO, work, "java", rates);
    }

    private static Measurement theirs(LearningContender who, Double... rates) {
        return of(who, SAC, "torch", rates);
    }

    /** 100 products of 2.147 GF a second; SAC in 5 ms, the stack of 8 in 32: 4 each. */
    private static final List<Measurement> ALL =
            List.of(
                    ours(PRODUCT, 90.0, 100.0),
                    ours(SAC, 200.0, 180.0),
                    ours(STACK, 25.0, 31.25),
                    theirs(LearningContender.STABLE_BASELINES3, 125.0, 100.0),
                    theirs(LearningContender.SBX, 260.0, 200.0));

    private static String verdict(LearningCell cell) {
        return Target.verdicts(cell, "merpo", ALL);
    }

    @Test
    void timesAreOfTheFastestRoundPerTask() {
        assertThat(ALL.get(1).best()).isEqualTo(5);
        assertThat(ALL.get(2).values()).containsExactly(5.0, 4.0);
        assertThat(ALL.get(2).median()).isEqualTo(4.5);
    }

    /** A stack of 8 in 24 ms, 3 each, not the one network of the Python libraries' column. */
    @Test
    void ourOtherPrecisionStandsBesideTheSameWork() {
        List<Measurement> all = new ArrayList<>(ALL);
        all.add(of(LearningContender.MERPO_BF16, SAC, "java", 250.0));
        all.add(of(LearningContender.MERPO_BF16, STACK, "java", 41.75));
        BenchTable both = table(bench(Set.of()));
        assertThat(flat(both.line(cell(SAC), all))).startsWith("sac 2 5.00 4.00 8.00 3.85");
        assertThat(flat(both.line(cell(STACK), all)))
                .startsWith("sac-8 2 4.00 2.99 8.00 3.85 - - ms 1.336 0.500 1.040");
    }

    /** Without the places where a terminal's line ends. */
    private static String flat(String line) {
        assertThat(line.lines()).allMatch(part -> part.length() <= 80);
        return line.replaceAll("\\s+", " ");
    }

    @Test
    void aLineHasTimesRatiosTheShareOfThePeakAndAVerdict() {
        // 0.5816 GF in 5 ms; the peak is 214.7 GF/s
        assertThat(flat(table().line(cell(SAC), ALL)).split(" ", 15))
                .containsExactly(
                        "sac",
                        "2",
                        "5.00",
                        "8.00",
                        "3.85",
                        "-",
                        "-",
                        "ms",
                        "0.625",
                        "1.300",
                        "-",
                        "-",
                        "116.3",
                        "0.54",
                        "reached: 0.625, <= 0.80 x stable-baselines3's sac");
        assertThat(flat(table().line(cell(STACK), ALL)))
                .endsWith(
                        "reached: 0.500, <= 0.80 x stable-baselines3's sac;"
                                + " reached: 1.040, <= 1.05 x sbx's sac");
        assertThat(flat(table().line(cell(PRODUCT), ALL)).split(" "))
                .containsExactly(
                        "matmul-1024",
                        "2",
                        "10.0",
                        "-",
                        "-",
                        "-",
                        "-",
                        "ms",
                        "-",
                        "-",
                        "-",
                        "-",
                        "214.7",
                        "1.00");
    }

    @Test
    void whatIsMissingIsUnknownAndOtherThreadsAreAnotherTable() {
        assertThat(verdict(new LearningCell(SAC, 1)))
                .isEqualTo("unknown: <= 0.80 x stable-baselines3's sac");
        assertThat(table().line(new LearningCell(SAC, 1), ALL).split(" +", 4))
                .contains("sac", "1", "-");
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
        assertThat(
                        Target.verdicts(
                                cell(work),
                                "merpo",
                                List.of(ours(PRODUCT, 100.0), ours(work, 200.0))))
                .isEqualTo(
                        "reached: 0.542, >= 0.50 of the peak; missed: 0.542, >= 0.60 of the peak");
    }

    @Test
    void theFilesHoldEveryRound() {
        Measurement failed =
                new Measurement(
                        cell(SAC), "d3rlpy", "", List.of(), 0, Map.of(), "no wheel, \"cp314\"");
        List<Measurement> all = new java.util.ArrayList<>(ALL);
        all.add(failed);
        BenchFiles.write(temp, bench().bench(), all, bench().facts(all, List.of(0.5, 2.25)));
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
                        "sac: \"reached: 0.625");
    }

    @Test
    void matrixProductsAccompanyWhateverIsChosen() {
        assertThat(LearningBench.chosen(List.of("dynamics")))
                .extracting(LearningWork::name)
                .containsExactly("matmul-1024", "matmul-2048", "matmul-16x256", "dynamics");
        assertThat(LearningBench.chosen(List.of())).hasSameSizeAs(LearningWork.all());
        assertThatThrownBy(() -> LearningBench.chosen(List.of("sac", "sac-9")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"sac-9\" does not exist. Did you mean \"sac-8\"?");
    }
}
