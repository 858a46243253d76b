package merpo.benchmarks.bench;

import static merpo.benchmarks.bench.Measured.LARGE;
import static merpo.benchmarks.bench.Measured.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Java against C, EnvPool and Gymnasium; 0.95, 1.3 and 2.5 of them in the largest cell. */
final class TargetTest {
    private static List<Measurement> large(double java, double c, double envpool, double gym) {
        return List.of(
                Measured.of(LARGE, "java", java),
                Measured.of(LARGE, "c", c),
                Measured.of(LARGE, "envpool", envpool),
                Measured.of(LARGE, "gymnasium", gym));
    }

    @Test
    void ratiosAreBestOverBest() {
        List<Measurement> all =
                List.of(
                        Measured.of(LARGE, "java", 80.0, 90.0),
                        Measured.of(LARGE, "c", 100.0, 60.0));
        assertThat(Target.ratio(all, LARGE, "c")).hasValue(0.9);
        assertThat(Target.ratio(all, LARGE, "envpool")).isEmpty();
    }

    @Test
    void theLargestCellHasThreeTargets() {
        // 95 / 100 = 0.95, 95 / 73 = 1.301, 95 / 38 = 2.5
        assertThat(Target.verdict(LARGE, large(95, 100, 73, 38))).isEqualTo("reached");
        assertThat(Target.verdict(LARGE, large(94, 100, 80, 38)))
                .isEqualTo(
                        "missed: 0.940 < 0.95 x c, 1.175 < 1.3 x envpool, 2.474 < 2.5 x gymnasium");
    }

    @Test
    void oneSimulationHasTwo() {
        List<Measurement> all =
                List.of(
                        Measured.of(SMALL, "java", 90.0),
                        Measured.of(SMALL, "c", 100.0),
                        Measured.of(SMALL, "gymnasium", 64.0),
                        Measured.of(SMALL, "envpool", 1000.0));
        assertThat(Target.verdict(SMALL, all)).isEqualTo("reached"); // 0.9 and 1.406
        List<Measurement> slow =
                List.of(
                        Measured.of(SMALL, "java", 89.0),
                        Measured.of(SMALL, "c", 100.0),
                        Measured.of(SMALL, "gymnasium", 60.0));
        assertThat(Target.verdict(SMALL, slow)).isEqualTo("missed: 0.890 < 0.9 x c");
    }

    @Test
    void whatWasNotMeasuredIsNotReached() {
        List<Measurement> all =
                List.of(
                        Measured.of(SMALL, "java", 99.0),
                        Measured.of(SMALL, "c", 100.0),
                        Measured.failed(SMALL, "gymnasium", "no network"));
        assertThat(Target.verdict(SMALL, all)).isEqualTo("unknown: without gymnasium");
        Cell between = new Cell(Problem.HALF_CHEETAH, 32, 1);
        assertThat(Target.verdict(between, all)).isEmpty();
    }
}
