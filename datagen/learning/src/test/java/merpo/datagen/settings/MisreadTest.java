package merpo.datagen.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration that does not fit is refused in a user's words: file, line, key, value, law. */
final class MisreadTest {
    record Inner(double rate, List<Integer> sizes) {}

    record Outer(String name, int count, boolean on, Inner inner) {
        Outer {
            Setting.require("count", count, count > 0, "positive");
        }
    }

    private static final String WHOLE =
            "name: a\ncount: 3\non: true\ninner:\n  rate: 0.5\n  sizes: [1]\n";

    private static Outer read(String text) {
        return ConfigYaml.read("f.yaml", text, Outer.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count: 3 | count: many | line 2, count is \"many\", must be a whole number",
                "count: 3 | count: 3.5 | line 2, count is 3.5, must be a whole number",
                "count: 3 | count: 99999999999 | count is 99999999999, must be a smaller whole number",
                "count: 3 | count: 0 | count is 0, must be positive",
                "count: 3 | count: | line 2, count is null, must be a whole number",
                "count: 3 | cuont: 3 | count is missing or null (\"cuont\" is there)",
                "on: true | on: perhaps | line 3, on is \"perhaps\", must be true or false",
                "rate: 0.5 | rate: x | line 5, inner.rate is \"x\", must be a number",
                "rate: 0.5 | rate: [1] | line 5, inner.rate is [1], must be a number",
                "sizes: [1] | sizes: 1 | line 6, inner.sizes is 1, must be a list",
                "sizes: [1] | sizes: [1, a] | line 6, inner.sizes.1 is \"a\", must be a whole number",
                "name: a | '' | name is missing or null"
            })
    void theValueIsNamedWithItsLineAndItsLaw(String old, String now, String message) {
        assertThatThrownBy(() -> read(WHOLE.replace(old, now)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("f.yaml: ")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("jackson", "java.", "merpo.", "deserialize", "coerce")
                .hasLineCount(1);
    }

    @Test
    void aNameThatNobodyKnowsIsTold() {
        assertThatThrownBy(() -> read("more: 1\n" + WHOLE))
                .hasMessage("f.yaml: line 1, more is not known. There are: count, inner, name, on");
    }

    @Test
    void aNameThatStandsTwiceIsRefused() {
        assertThatThrownBy(() -> read(WHOLE.replace("  rate: 0.5", "  rate: 0.5\n  rate: 5")))
                .hasMessage("f.yaml: line 6, column 7: rate stands twice in its group; keep one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "# nothing\n", "---\n", "null", "[]", "3", "a: [", "a: \"b"})
    void whatIsNoConfigurationAtAllIsNoneOfTheParsersBusiness(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("f.yaml: ")
                .message()
                .doesNotContain("jackson", "java.", "merpo.", "deserialize", "Unexpected")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "# mine\n", "---\n", "\uFEFF---\n# mine\n\n"})
    void howItIsWrittenDoesNotMatter(String before) {
        assertThat(read(before + WHOLE)).isEqualTo(read(WHOLE));
        assertThat(read(before + WHOLE.replace("\n", "\r\n"))).isEqualTo(read(WHOLE));
        assertThat(ConfigYaml.names(before + WHOLE, "count")).isTrue();
        assertThat(ConfigYaml.names(before + WHOLE, "algorithm")).isFalse();
    }

    @Test
    void theFirstDifferenceIsNamedByItsPath() {
        Outer other = read(WHOLE.replace("0.5", "0.25"));
        assertThat(ConfigYaml.difference(read(WHOLE), other))
                .contains(new ConfigYaml.Difference("inner.rate", "0.5", "0.25"));
        assertThat(ConfigYaml.difference(other, other)).isEqualTo(Optional.empty());
    }
}
