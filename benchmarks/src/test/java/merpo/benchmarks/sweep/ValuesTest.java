package merpo.benchmarks.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ValuesTest {
    @Test
    void commasPartValuesButForThoseOfAValueItself() {
        assertThat(Values.of("--set a", "0,0.4, 1")).containsExactly("0", "0.4", "1");
        assertThat(Values.of("--set a", "{kind: fixed, value: 5},[1, 2],\"a,b\",x"))
                .containsExactly("{kind: fixed, value: 5}", "[1, 2]", "\"a,b\"", "x");
        assertThat(Values.of("--data", "one")).containsExactly("one");
    }

    @Test
    void anEmptyValueAndOneThatIsThereTwiceAreRefused() {
        assertThatThrownBy(() -> Values.of("--set a", "0,,1"))
                .hasMessage(
                        "--set a is \"0,,1\": one of its values is empty. Give each value once, parted by commas");
        assertThatThrownBy(() -> Values.of("--set a", "1,2,1"))
                .hasMessageContaining("--set a is \"1,2,1\": 1 is there twice");
    }
}
