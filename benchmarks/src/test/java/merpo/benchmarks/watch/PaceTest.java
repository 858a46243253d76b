package merpo.benchmarks.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private final Pace pace = new Pace();

    private void see(long second, long step) {
        pace.see(Instant.ofEpochSecond(second), step);
    }

    @Test
    void nobodyKnowsBeforeTheSecondStep() {
        assertThat(pace.stepsPerSecond()).isNaN();
        see(10, 100);
        assertThat(pace.stepsPerSecond()).isNaN();
        see(20, 100); // looked again, nothing new
        assertThat(pace.stepsPerSecond()).isNaN();
    }

    /** 300 steps in 30 seconds. */
    @Test
    void stepsOverTimeBetweenRows() {
        see(10, 100);
        see(20, 150);
        see(40, 400);
        assertThat(pace.stepsPerSecond()).isEqualTo(10);
    }

    /** The first two rows, of a slow warm-up, are older than two minutes: (1000 - 30) / 97. */
    @Test
    void onlyTheLastMinutesCount() {
        see(0, 10);
        see(100, 20);
        see(203, 30);
        see(300, 1000);
        assertThat(pace.stepsPerSecond()).isEqualTo(10);
    }

    /** Rows every ten minutes: 60 steps in 600 seconds. */
    @Test
    void rareRowsAreEnough() {
        see(0, 0);
        see(600, 600);
        see(1200, 660);
        assertThat(pace.stepsPerSecond()).isEqualTo(0.1);
    }

    @Test
    void aResumeThatGoesBackBeginsAnew() {
        see(0, 1000);
        see(10, 2000);
        see(20, 1500);
        assertThat(pace.stepsPerSecond()).isNaN();
        see(30, 1520);
        assertThat(pace.stepsPerSecond()).isEqualTo(2);
    }
}
