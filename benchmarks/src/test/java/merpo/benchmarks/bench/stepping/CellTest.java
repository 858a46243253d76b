package merpo.benchmarks.bench.stepping;

import static merpo.benchmarks.bench.stepping.Measured.LARGE;
import static merpo.benchmarks.bench.stepping.Measured.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import merpo.benchmarks.bench.Measurement;
import merpo.benchmarks.bench.Target;
import org.junit.jupiter.api.Test;

/** Java against C, EnvPool and Gymnasium; 0.95, 1.3 and 2.5 of them in the largest cell. */
final class CellTest {
    private static List<Measurement> large(double java, double c, double envpool, double gym) {
        return List.of(
                Measured.of(LARGE, "java", java),
                Measured.of(LARGE, "c", c),
                Measured.of(LARGE, "envpool", envpool),
                Measured.of(LARGE, "gymnasium", gym));
    }

    private static String verdict(Cell cell, List<Measurement> all) {
        return Target.verdicts(cell, "java", all);
    }

    @Test
    void ratiosAreBestOverBest() {
        List<Measurement> all =
                List.of(
                        Measured.of(SMALL, "java", 80.0, 90.0),
                        Measured.of(SMALL, "c", 100.0, 60.0),
                        Measured.of(SMALL, "gymnasium", 60.0));
        assertThat(verdict(SMALL, all))
                .isEqualTo("reached: 0.900, >= 0.90 x c; reached: 1.500, >= 1.40 x gymnasium");
    }

    @Test
    void theLargestCellHasThreeTargets() {
        // 95 / 100 = 0.95, 95 / 73 = 1.301, 95 / 38 = 2.5
        assertThat(verdict(LARGE, large(95, 100, 73, 38)))
                .isEqualTo(
                        "reached: 0.950, >= 0.95 x c; reached: 1.301, >= 1.30 x envpool;"
                                + " reached: 2.500, >= 2.50 x gymnasium");
        assertThat(verdict(LARGE, large(94, 100, 80, 38)))
                .isEqualTo(
                        "missed: 0.940, >= 0.95 x c; missed: 1.175, >= 1.30 x envpool;"
                                + " missed: 2.474, >= 2.50 x gymnasium");
    }

    @Test
    void oneSimulationHasTwo() {
        List<Measurement> all =
                List.of(
                        Measured.of(SMALL, "java", 90.0),
                        Measured.of(SMALL, "c", 100.0),
                        Measured.of(SMALL, "gymnasium", 64.0),
                        Measured.of(SMALL, "envpool", 1000.0));
        assertThat(verdict(SMALL, all))
                .isEqualTo("reached: 0.900, >= 0.90 x c; reached: 1.406, >= 1.40 x gymnasium");
        List<Measurement> slow =
                List.of(
                        Measured.of(SMALL, "java", 89.0),
                        Measured.of(SMALL, "c", 100.0),
                        Measured.of(SMALL, "gymnasium", 60.0));
        assertThat(verdict(SMALL, slow))
                .isEqualTo("missed: 0.890, >= 0.90 x c; reached: 1.483, >= 1.40 x gymnasium");
    }

    @Test
    void whatWasNotMeasuredIsNotReached() {
        List<Measurement> all =
                List.of(
                        Measured.of(SMALL, "java", 99.0),
                        Measured.of(SMALL, "c", 100.0),
                        Measured.failed(SMALL, "gymnasium", "no network"));
        assertThat(verdict(SMALL, all))
                .isEqualTo("reached: 0.990, >= 0.90 x c; unknown: >= 1.40 x gymnasium");
        Cell between = new Cell(Problem.HALF_CHEETAH, 32, 1);
        assertThat(verdict(between, all)).isEmpty();
    }
}
