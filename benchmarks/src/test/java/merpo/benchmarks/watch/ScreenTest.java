package merpo.benchmarks.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.benchmarks.watch.RunTables.Alarm;
import merpo.benchmarks.watch.RunTables.Plan;
import merpo.benchmarks.watch.RunTables.Progress;
import merpo.benchmarks.watch.RunTables.ReturnCurve;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

final class ScreenTest {
    private static final double NAN = Double.NaN;
    private static final Plan PLAN = new Plan("rac", "walker2d-params", "3", 500);
    private static final RunTables EMPTY = tables(Plan.UNKNOWN, Progress.before(""));

    private static RunTables tables(Plan plan, Progress progress) {
        return new RunTables(
                "mine", plan, progress, List.of(), List.of(), List.of(), -1, List.of());
    }

    private static Series series(String name, double... values) {
        return new Series(name, DoubleStream.of(values).boxed().toList());
    }

    private static ReturnCurve curve(int task, String policy, double... returns) {
        return new ReturnCurve("" + task, policy, series("return", returns), 12.5, 0.25 * task);
    }

    private static RunTables full() {
        return new RunTables(
                "mine",
                PLAN,
                new Progress(120, 8, 0.5, ""),
                List.of(series("critic_loss", 7, 3.5, 0), series("gap", -1, NAN, NAN)),
                List.of(curve(1, "actor", 100, 200), curve(2, "actor", 300, 200)),
                List.of(new Alarm("50", "A12", "lambda"), new Alarm("90", "A20", "gap")),
                600L << 20,
                List.of());
    }

    /** 380 steps at 8 per second are 47.5 seconds; the mean of the tasks' scores is 0.375. */
    @Test
    void oneScreenSaysItAll() {
        assertThat(Screen.lines(full(), 80, 24))
                .containsExactly(
                        "mine · rac · walker2d-params · seed 3",
                        "step 120 of 500 (24 %) · 8.000 steps/s · 48 s left · 600 MiB",
                        "",
                        "metric             last  curve",
                        "critic_loss      0.0000  █▅▁",
                        "gap                 NaN  ▄××",
                        "",
                        "policy, task      return          ±   score  curve",
                        "actor, all         200.0              0.375  ▄▄",
                        "actor, 1           200.0      12.50   0.250  ▁█",
                        "actor, 2           200.0      12.50   0.500  █▁",
                        "",
                        "alarms: 2",
                        "! step 90, A20: gap",
                        "! step 50, A12: lambda");
    }

    @Test
    void beforeTheFirstRowThereIsLittleToSay() {
        assertThat(Screen.lines(EMPTY, 80, 24)).containsExactly("mine", "no step yet");
        assertThat(Screen.lines(tables(PLAN, Progress.before("")), 80, 24))
                .containsExactly("mine · rac · walker2d-params · seed 3", "no step yet of 500");
    }

    @Test
    void beforeTheFirstStepTheStageAtWorkSaysHowFarItIs() {
        String stage = "clone: 120 of 300 steps · 12 s · 18 s left · loss 0.310";
        assertThat(Screen.lines(tables(PLAN, Progress.before(stage)), 80, 24))
                .containsExactly("mine · rac · walker2d-params · seed 3", stage);
    }

    @Test
    void whatIsUnknownIsLeftOut() {
        assertThat(Headline.status(tables(PLAN, new Progress(120, NAN, NAN, ""))))
                .isEqualTo("step 120 of 500 (24 %)");
        assertThat(Headline.status(tables(Plan.UNKNOWN, new Progress(120, 0.25, 1, ""))))
                .isEqualTo("step 120 · 0.2500 steps/s");
        assertThat(Headline.status(tables(PLAN, new Progress(500, 8, 999, ""))))
                .isEqualTo("step 500 of 500 (100 %) · done");
    }

    @Test
    void aRunThatIsSilentIsSaidToBe() {
        assertThat(Headline.status(tables(PLAN, new Progress(120, 8, 300, ""))))
                .endsWith("last row 5 min 00 s ago");
    }

    @Test
    void noTerminalIsTooNarrowOrTooLow() {
        for (RunTables tables : List.of(full(), large(), EMPTY)) {
            for (int width = 0; width <= 130; width += width < 40 ? 1 : 9) {
                for (int height = 0; height <= 40; height++) {
                    List<String> lines = Screen.lines(tables, width, height);
                    assertThat(lines.size()).isLessThanOrEqualTo(height);
                    for (String line : lines) {
                        assertThat(new AttributedString(line).columnLength())
                                .as("%dx%d: %s", width, height, line)
                                .isLessThanOrEqualTo(width);
                    }
                }
            }
        }
    }

    /** 30 metrics, 12 tasks, 60 alarms with long, wide, evil texts. */
    private static RunTables large() {
        List<Series> metrics = new ArrayList<>();
        List<ReturnCurve> returns = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            metrics.add(series("a_metric_with_a_long_name_" + i, new double[100]));
        }
        for (int i = 0; i < 12; i++) {
            returns.add(curve(i, "meta-policy", IntStream.range(0, 50).asDoubleStream().toArray()));
        }
        return new RunTables(
                "a-run-with-a-long-name",
                PLAN,
                new Progress(120, 8, 0.5, ""),
                metrics,
                returns,
                Collections.nCopies(60, new Alarm("1", "A1", "\033[2J漢字\n\t" + "long ".repeat(40))),
                1,
                List.of("memory.csv cannot be read"));
    }

    /** Half of 8 lines holds 4 of 5 metrics; a screen of 70 has no room for two columns of 38. */
    @Test
    void manyMetricsStandSideBySide() {
        List<Series> five =
                Stream.of("a", "b", "c", "d", "e").map(name -> series(name, 1, 2)).toList();
        RunTables tables =
                new RunTables(
                        "mine",
                        PLAN,
                        Progress.before(""),
                        five,
                        List.of(),
                        List.of(),
                        -1,
                        List.of());
        assertThat(Screen.lines(tables, 79, 8).subList(3, 7))
                .containsExactly(
                        "metric        last  curve                metric        last  curve",
                        "a            2.000  ▁█                   d            2.000  ▁█",
                        "b            2.000  ▁█                   e            2.000  ▁█",
                        "c            2.000  ▁█");
        assertThat(Screen.lines(tables, 70, 8)).contains("a            2.000  ▁█");
    }

    @Test
    void everySectionKeepsItsShareAndSaysWhatIsMissing() {
        List<String> lines = Screen.lines(large(), 100, 30);
        assertThat(lines).hasSize(30);
        assertThat(lines.get(2)).isEqualTo("! memory.csv cannot be read");
        assertThat(lines.stream().filter(line -> line.startsWith("a_metric"))).hasSize(8);
        assertThat(lines.stream().filter(line -> line.startsWith("meta-policy"))).hasSize(8);
        assertThat(lines).contains("… 7 more lines", "… 5 more lines", "… 58 more lines");
        assertThat(lines.stream().filter(line -> line.startsWith("meta-policy")).findFirst())
                .hasValueSatisfying(line -> assertThat(line).startsWith("meta-policy, all"));
    }

    @Test
    void noControlCharacterReachesTheTerminal() {
        assertThat(Screen.lines(large(), 100, 30))
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("\\p{Cntrl}"));
    }
}
