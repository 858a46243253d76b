package merpo.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MeasurementTest {
    private static final Unit RATE = new Unit("MB/s", Unit.Better.MORE, 1e6, 1);
    private static final Unit TIME = new Unit("us", Unit.Better.LESS, 1e6, 1);
    private static final Work READ = new Task("read", RATE);
    private static final Work DRAW = new Task("draw", TIME);

    private record Task(String name, Unit unit) implements Work {
        @Override
        public List<Object> names() {
            return List.of(name);
        }

        @Override
        public List<Target> targets() {
            return List.of();
        }
    }

    private static Measurement of(Work work, String contender, String mode, Double... values) {
        return new Measurement(work, contender, mode, Arrays.asList(values), 0, Map.of(), "");
    }

    /** 326 MB in half a second; 5000 batches in 100 ms. */
    @Test
    void aRoundIsARateOrATime() {
        assertThat(RATE.of(new Round(326_000_000, 0.5))).isEqualTo(652);
        assertThat(TIME.of(new Round(5000, 0.1))).isEqualTo(20);
    }

    @Test
    void theFastestRoundIsTheBest() {
        Measurement odd = of(READ, "c", "", 100.0, 300.0, 200.0);
        assertThat(odd.best()).isEqualTo(300);
        assertThat(odd.median()).isEqualTo(200);
        assertThat(of(DRAW, "c", "", 31.0, 25.0, 28.0).best()).isEqualTo(25);
        // the middle two of 100, 200, 300, 800
        assertThat(of(READ, "c", "", 300.0, 800.0, 100.0, 200.0).median()).isEqualTo(250);
    }

    @Test
    void aContendersFastestModeCounts() {
        List<Measurement> all =
                List.of(
                        of(READ, "gymnasium", "sync", 10.0, 12.0),
                        of(READ, "gymnasium", "async", 9.0, 13.0),
                        of(DRAW, "gymnasium", "make", 99.0),
                        of(DRAW, "gymnasium", "other", 98.0),
                        of(READ, "c", "", 50.0),
                        new Measurement(READ, "envpool", "", List.of(), 0, Map.of(), "no wheel"));
        assertThat(Measurement.best(all, READ, "gymnasium").map(Measurement::mode))
                .hasValue("async");
        assertThat(Measurement.best(all, DRAW, "gymnasium").map(Measurement::mode))
                .hasValue("other");
        assertThat(Measurement.best(all, READ, "envpool")).isEqualTo(Optional.empty());
    }

    @Test
    void itHasValuesOrAReasonAndNeverBoth() {
        assertThatThrownBy(() -> of(READ, "c", "any")).hasMessageContaining("0 values");
        assertThatThrownBy(() -> new Measurement(READ, "c", "", List.of(1.0), 0, Map.of(), "ended"))
                .hasMessageContaining("1 values and the failure \"ended\"");
    }
}
