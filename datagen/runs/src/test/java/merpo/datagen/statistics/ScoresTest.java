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
        return cases().flatMap(ScoresTest::ofEachMethod);
    }

    private static Stream<JsonNode> cases() throws IOException {
        try (InputStream in = ScoresTest.class.getResourceAsStream("/golden/rliable.json")) {
            JsonNode cases = new ObjectMapper().readTree(in).get("cases");
            return StreamSupport.stream(cases.spliterator(), false);
        }
    }

    private static Scores scores(JsonNode one, String method) throws IOException {
        return Scores.ofRuns(
                new ObjectMapper().treeToValue(one.get("scores").get(method), double[][].class));
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
        Scores scores = scores(one, method);
        SUMMARIES.forEach(
                (name, summary) -> {
                    assertThat(summary.applyAsDouble(scores))
                            .as(name)
                            .isCloseTo(
                                    one.get("point").get(method).get(name).asDouble(),
                                    within(1e-12));
                    Interval interval = scores.interval(summary, Bootstrap.RLIABLE);
                    JsonNode expected = one.get("interval95").get(method).get(name);
                    assertThat(interval.low())
                            .as("low end of " + name)
                            .isCloseTo(expected.get(0).asDouble(), within(RANDOM));
                    assertThat(interval.high())
                            .as("high end of " + name)
                            .isCloseTo(expected.get(1).asDouble(), within(RANDOM));
                });
    }

    @TestFactory
    Stream<DynamicTest> comparisonsAreRliables() throws IOException {
        return cases().map(
                        one -> DynamicTest.dynamicTest(one.get("name").asText(), () -> pair(one)));
    }

    /** A probability is a count of pairs, so the ends of its interval come in steps. */
    private static void pair(JsonNode one) throws IOException {
        Scores merpo = scores(one, "merpo");
        Scores combo = scores(one, "combo");
        JsonNode expected = one.get("probability_of_improvement");
        assertThat(merpo.probabilityOfImprovement(combo))
                .isCloseTo(expected.get("merpo over combo").asDouble(), within(1e-12));
        int pairs = 0;
        for (JsonNode run : one.get("scores").get("merpo")) {
            pairs += run.size() * one.get("scores").get("combo").size();
        }
        double step = 1.0 / pairs;
        Interval interval =
                merpo.interval(combo, Scores::probabilityOfImprovement, Bootstrap.RLIABLE);
        JsonNode ends = expected.get("interval95");
        assertThat(interval.low()).isCloseTo(ends.get(0).asDouble(), within(step + 1e-9));
        assertThat(interval.high()).isCloseTo(ends.get(1).asDouble(), within(step + 1e-9));
        JsonNode profile = one.get("performance_profile");
        for (int i = 0; i < profile.get("taus").size(); i++) {
            double tau = profile.get("taus").get(i).asDouble();
            assertThat(merpo.shareAbove(tau))
                    .isCloseTo(profile.get("merpo").get(i).asDouble(), within(1e-12));
            assertThat(combo.shareAbove(tau))
                    .isCloseTo(profile.get("combo").get(i).asDouble(), within(1e-12));
        }
    }

    /** 2 beats 1 and ties with 2: (1 + 0.5) / 2 on the only task. */
    @Test
    void equalScoresCountHalf() {
        Scores two = Scores.ofRuns(new double[][] {{2}});
        Scores others = Scores.ofRuns(new double[][] {{1}, {2}});
        assertThat(two.probabilityOfImprovement(others)).isEqualTo(0.75);
    }

    /** Each task has one score, so resampling cannot change anything: (0.25 + 0.75) / 2. */
    @Test
    void tasksAreStrataAndAreNotExchanged() {
        Scores scores = Scores.ofRuns(new double[][] {{0.25, 0.75}, {0.25, 0.75}});
        assertThat(scores.interval(Scores::mean, new Bootstrap(0.95, 100, 0)))
                .isEqualTo(new Interval(0.5, 0.5));
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        Scores scores = Scores.ofRuns(new double[][] {{0.1}, {0.5}, {0.7}});
        Bootstrap bootstrap = new Bootstrap(0.9, 1000, 3);
        assertThat(scores.interval(Scores::mean, bootstrap))
                .isEqualTo(scores.interval(Scores::mean, bootstrap));
    }

    @Test
    void whatIsNotATableOfScoresIsRefused() {
        assertThatThrownBy(() -> Scores.ofRuns(new double[][] {{}}))
                .hasMessage("Scores of 1 runs and 0 tasks, must be at least 1 of each");
        assertThatThrownBy(() -> Scores.ofRuns(new double[][] {{1, 2}, {1}}))
                .hasMessage("Run 1 has scores of 1 tasks, must be 2 as in run 0");
        assertThatThrownBy(() -> Scores.ofRuns(new double[][] {{1}, {Double.NaN}}))
                .hasMessage("Run 1 has the score NaN on task 0, must be finite");
        assertThatThrownBy(() -> new Bootstrap(95, 10, 0))
                .hasMessageStartingWith("An interval of confidence 95.0 from 10 resamples");
        Scores one = Scores.ofRuns(new double[][] {{1}});
        Scores two = Scores.ofRuns(new double[][] {{1, 2}});
        assertThatThrownBy(() -> one.probabilityOfImprovement(two))
                .hasMessage(
                        "Scores of 1 tasks are compared with scores of 2, must be of the same tasks");
    }
}
