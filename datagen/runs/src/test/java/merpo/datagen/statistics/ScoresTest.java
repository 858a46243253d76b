package merpo.datagen.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Against rliable 1.2.0: see {@code golden/README.md}. */
final class ScoresTest {
    private static final Map<String, ToDoubleFunction<Scores>> SUMMARIES =
            Map.of(
                    "mean", Scores::mean,
                    "median", Scores::median,
                    "iqm", Scores::interquartileMean,
                    "optimality_gap", Scores::optimalityGap);

    /** Two runs of a resampling at random differ so much; the widest interval is 0.4. */
    private static final double RANDOM = 0.01;

    @TestFactory
    Stream<DynamicTest> summariesAndIntervalsAreRliables() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/golden/rliable.json")) {
            JsonNode cases = new ObjectMapper().readTree(in).get("cases");
            return StreamSupport.stream(cases.spliterator(), false)
                    .flatMap(ScoresTest::ofEachMethod);
        }
    }

    private static Stream<DynamicTest> ofEachMethod(JsonNode one) {
        return Stream.of("merpo", "combo")
                .map(
                        method ->
                                DynamicTest.dynamicTest(
                                        one.get("name").asText() + ", " + method,
                                        () -> compare(one, method)));
    }

    private static void compare(JsonNode one, String method) throws IOException {
        Scores scores =
                Scores.ofRuns(
                        new ObjectMapper()
                                .treeToValue(one.get("scores").get(method), double[][].class));
        SUMMARIES.forEach(
                (name, summary) -> {
                    assertThat(summary.applyAsDouble(scores))
                            .as(name)
                            .isCloseTo(
                                    one.get("point").get(method).get(name).asDouble(),
                                    within(1e-12));
                    Scores.Interval interval = scores.interval(summary, 0.95, 50_000, 1);
                    JsonNode expected = one.get("interval95").get(method).get(name);
                    assertThat(interval.low())
                            .as("low end of " + name)
                            .isCloseTo(expected.get(0).asDouble(), within(RANDOM));
                    assertThat(interval.high())
                            .as("high end of " + name)
                            .isCloseTo(expected.get(1).asDouble(), within(RANDOM));
                });
    }

    /** Each task has one score, so resampling cannot change anything: (0.25 + 0.75) / 2. */
    @Test
    void tasksAreStrataAndAreNotExchanged() {
        Scores scores = Scores.ofRuns(new double[][] {{0.25, 0.75}, {0.25, 0.75}});
        assertThat(scores.interval(Scores::mean, 0.95, 100, 0))
                .isEqualTo(new Scores.Interval(0.5, 0.5));
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        Scores scores = Scores.ofRuns(new double[][] {{0.1}, {0.5}, {0.7}});
        assertThat(scores.interval(Scores::mean, 0.9, 1000, 3))
                .isEqualTo(scores.interval(Scores::mean, 0.9, 1000, 3));
    }

    @Test
    void whatIsNotATableOfScoresIsRefused() {
        assertThatThrownBy(() -> Scores.ofRuns(new double[][] {{}}))
                .hasMessage("Scores of 1 runs and 0 tasks, must be at least 1 of each");
        assertThatThrownBy(() -> Scores.ofRuns(new double[][] {{1, 2}, {1}}))
                .hasMessage("Run 1 has scores of 1 tasks, must be 2 as in run 0");
        assertThatThrownBy(() -> Scores.ofRuns(new double[][] {{1}, {Double.NaN}}))
                .hasMessage("Run 1 has the score NaN on task 0, must be finite");
        Scores one = Scores.ofRuns(new double[][] {{1}});
        assertThatThrownBy(() -> one.interval(Scores::mean, 95, 10, 0))
                .hasMessageStartingWith("An interval of confidence 95.0 from 10 resamples");
    }
}
