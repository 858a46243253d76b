package merpo.benchmarks.bench;

import static merpo.benchmarks.bench.Measured.LARGE;
import static merpo.benchmarks.bench.Measured.SMALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MeasurementTest {
    @Test
    void theFastestRoundIsTheBest() {
        Measurement odd = Measured.of(SMALL, "c", 100.0, 300.0, 200.0);
        assertThat(odd.best()).hasValue(300);
        assertThat(odd.median()).hasValue(200);
        // the middle two of 100, 200, 300, 800
        assertThat(Measured.of(SMALL, "c", 300.0, 800.0, 100.0, 200.0).median()).hasValue(250);
    }

    @Test
    void aContendersFastestModeCounts() {
        List<Measurement> all =
                List.of(
                        Measured.inMode(LARGE, "gymnasium", "sync", 10.0, 12.0),
                        Measured.inMode(LARGE, "gymnasium", "async", 9.0, 13.0),
                        Measured.inMode(SMALL, "gymnasium", "make", 99.0),
                        Measured.of(LARGE, "c", 50.0),
                        Measured.failed(LARGE, "envpool", "no wheel"));
        assertThat(Measurement.fastest(all, LARGE, "gymnasium").orElseThrow().mode())
                .isEqualTo("async");
        assertThat(Measurement.fastest(all, LARGE, "envpool")).isEmpty();
    }

    @Test
    void itHasRatesOrAReasonAndNeverBoth() {
        assertThatThrownBy(() -> new Measurement(SMALL, "c", "any", List.of(), Map.of(), ""))
                .hasMessageContaining("0 rates");
        assertThatThrownBy(
                        () -> new Measurement(SMALL, "c", "any", List.of(1.0), Map.of(), "ended"))
                .hasMessageContaining("1 rates and the failure \"ended\"");
    }
}
