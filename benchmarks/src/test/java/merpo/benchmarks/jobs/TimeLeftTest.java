package merpo.benchmarks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TimeLeftTest {
    /** Two at a time: 100 s are done in 50; what was expected to take 10 took 15, so 75. */
    @Test
    void experienceCorrectsTheExpectation() {
        TimeLeft none = new TimeLeft();
        assertThat(none.seconds(2, 100, 20)).isEqualTo(50);
        assertThat(none.with(10, 15).seconds(2, 100, 20)).isEqualTo(75);
        assertThat(none.with(10, 15).with(30, 25).seconds(2, 100, 20)).isEqualTo(50);
    }

    @Test
    void theLongestJobIsTheLeast() {
        assertThat(new TimeLeft().seconds(8, 100, 60)).isEqualTo(60);
    }

    @Test
    void timesAreSaidInTheUnitThatFits() {
        assertThat(TimeLeft.text(40.4)).isEqualTo("40 s");
        assertThat(TimeLeft.text(720)).isEqualTo("12 min");
        assertThat(TimeLeft.text(9000)).isEqualTo("2.5 h");
    }
}
