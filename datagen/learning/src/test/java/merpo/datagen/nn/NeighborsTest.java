package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NeighborsTest {
    @ParameterizedTest(name = "{0} wanted of {1} cores, {2} busy, {3} of it our own: {4}")
    @CsvSource({
        "2, 2, 0.0, 0.0, 2", // idle
        "2, 2, 1.0, 1.0, 2", // all of it is us
        "2, 2, 1.0, 0.5, 1", // one neighbour
        "2, 2, 1.0, 0.2, 1", // two, who leave us little
        "2, 2, 0.6, 0.5, 2", // somebody looks around
        "4, 8, 0.5, 0.0, 4", // four neighbours, four cores free
        "4, 8, 0.75, 0.0, 2",
        "1, 8, 0.0, 0.0, 1",
        "2, 2, 0.3, 0.4, 2", // the two were not read at the same instant
        "4, 2, 0.0, 0.0, 2", // more than there are cores
    })
    void threadsFindACoreOfTheirOwn(int most, int cores, double busy, double own, int fitting) {
        assertThat(Neighbors.fitting(most, cores, busy, own)).isEqualTo(fitting);
    }
}
