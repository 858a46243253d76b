package merpo.benchmarks.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ShownTest {
    @Test
    void numbersHaveFourDigits() {
        assertThat(
                        DoubleStream.of(
                                        0,
                                        0.5,
                                        -0.00123456,
                                        1e-7,
                                        1.23456,
                                        -12.3456,
                                        1234.56,
                                        123456.7)
                                .mapToObj(Shown::number))
                .containsExactly(
                        "0.0000",
                        "0.5000",
                        "-0.0012",
                        "1.00e-07",
                        "1.235",
                        "-12.35",
                        "1235",
                        "123457");
        assertThat(
                        Stream.of(
                                        Double.NaN,
                                        Double.POSITIVE_INFINITY,
                                        Double.NEGATIVE_INFINITY,
                                        -Double.MAX_VALUE,
                                        -1e7,
                                        9_999_999.9)
                                .map(Shown::number))
                .containsExactly("NaN", "inf", "-inf", "-1.80e+308", "-1.00e+07", "10000000");
    }

    @Test
    void noNumberIsLongerThanItsColumn() {
        for (int exponent = -320; exponent < 309; exponent++) {
            for (double mantissa : List.of(-9.99999, -1.0, 1.0, 9.99999)) {
                assertThat(Shown.number(mantissa * Math.pow(10, exponent)).length())
                        .isLessThanOrEqualTo(10);
            }
        }
    }

    @Test
    void durationsHaveTwoUnits() {
        assertThat(
                        DoubleStream.of(0, 59.4, 60, 425, 3600, 12_000, 187_200)
                                .mapToObj(Shown::duration))
                .containsExactly(
                        "0 s",
                        "59 s",
                        "1 min 00 s",
                        "7 min 05 s",
                        "1 h 00 min",
                        "3 h 20 min",
                        "2 d 4 h");
    }
}
