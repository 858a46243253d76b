package merpo.agents.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import merpo.agents.Alarm;
import merpo.agents.Method;
import merpo.agents.Methods;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Existing;
import merpo.datagen.run.Metrics;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlarmsTest {
    private static final Map<String, Double> QUIET =
            Map.of("bellman_error", 1.0, "gap", 2.0, "lambda", 5.0, "meta_bellman_error", 4.0);

    @TempDir Path temp;

    private RunDirectory run;

    @BeforeEach
    void begin() {
        run = RunDirectory.create(temp, Existing.REFUSE);
    }

    @AfterEach
    void end() {
        run.close();
    }

    private Alarms watching(String algorithm) {
        return new Alarms(run, Progress.silent(), alarms(Methods.named(algorithm).orElseThrow()));
    }

    private static <C extends Record> List<Alarm> alarms(Method<C> method) {
        return method.alarms(
                method.preset("point-robot-wind", Scale.SMOKE, Reading.WORKING).learning());
    }

    private static Map<String, Double> but(String column, double value) {
        Map<String, Double> seen = new HashMap<>(QUIET);
        seen.put(column, value);
        return seen;
    }

    private List<String> raised() {
        return CsvTable.read(temp.resolve("alarms.csv")).rows().stream()
                .map(row -> row.text("step") + " " + row.text("alarm"))
                .toList();
    }

    @Test
    void quietNumbersRaiseNothing() {
        try (Alarms alarms = watching("rac")) {
            alarms.look(1, QUIET);
            alarms.look(2, but("gap", 40)); // wide alone is no divergence
            alarms.look(3, but("bellman_error", 40)); // nor is growth alone
        }
        assertThat(raised()).isEmpty();
    }

    @Test
    void aWideGapWithAGrownErrorAndARunawayLambdaAreEachToldOnce() {
        Map<String, Double> diverged = new HashMap<>(but("gap", -21));
        diverged.put("bellman_error", 11.0);
        try (Alarms alarms = watching("rac")) {
            alarms.look(1, QUIET);
            alarms.look(2, diverged);
            alarms.look(3, diverged);
            alarms.look(4, but("lambda", 101));
        }
        assertThat(raised()).containsExactly("2 divergence", "4 lambda");
    }

    /** Figure 7b: without a model there are no rollouts to shorten. */
    @Test
    void theRemedyIsOneThatTheLearnerHas() {
        assertThat(divergence("merpo"))
                .endsWith(
                        "Shorten them (learning.merpo.inner.rollouts.length) or raise beta (learning.merpo.inner.penalties.beta)");
        assertThat(divergence("no-model"))
                .endsWith("the data. Raise beta (learning.merpo.inner.penalties.beta)");
        assertThat(divergence("cql")).endsWith("Raise beta (learning.rac.penalties.beta)");
    }

    private String divergence(String algorithm) {
        Map<String, Double> diverged = but("gap", 21);
        diverged.put("bellman_error", 11.0);
        try (Alarms alarms = watching(algorithm)) {
            alarms.look(1, QUIET);
            alarms.look(2, diverged);
        }
        List<CsvTable.Row> rows = CsvTable.read(temp.resolve("alarms.csv")).rows();
        return rows.get(rows.size() - 1).text("text");
    }

    /** A15: half the error after 500 iterations, or, as Q grows, an error like the tasks' own. */
    @Test
    void aMetaCriticThatKnowsLessThanTheTasksCriticsIsTold() {
        try (Alarms alarms = watching("merpo")) {
            alarms.look(1, QUIET);
            alarms.look(499, but("meta_bellman_error", 5.1));
            alarms.look(500, but("meta_bellman_error", 4.9)); // the tasks' own is 1
            assertThat(raised()).isEmpty();
            alarms.look(501, but("meta_bellman_error", 5.1));
        }
        assertThat(raised()).containsExactly("501 meta-critic");
    }

    @Test
    void aMetaCriticWhoseErrorOnceFellByHalfHasLearned() {
        try (Alarms alarms = watching("merpo")) {
            alarms.look(1, QUIET);
            alarms.look(100, but("meta_bellman_error", 1.9));
            alarms.look(600, but("meta_bellman_error", 50));
        }
        assertThat(raised()).isEmpty();
    }

    /** From the checkpoint at step 2; the alarm of step 3 is dropped and told again. */
    @Test
    void aResumedTrainingGoesOnFromItsMetricsAndTellsNothingTwice() {
        List<String> columns = List.of("bellman_error", "gap", "lambda");
        try (Metrics metrics = run.metrics("metrics.csv", columns.toArray(String[]::new));
                Alarms alarms = watching("rac")) {
            metrics.row(1, 1, 2, 5);
            metrics.row(2, 1, 2, 101);
            alarms.look(1, QUIET);
            alarms.look(2, but("lambda", 101));
            alarms.look(3, Map.of("bellman_error", 11.0, "gap", 21.0, "lambda", 5.0));
        }
        assertThat(raised()).containsExactly("2 lambda", "3 divergence");
        try (Alarms alarms = watching("rac")) {
            alarms.goOn(2, CsvTable.read(temp.resolve("metrics.csv")), columns);
            alarms.look(3, Map.of("bellman_error", 11.0, "gap", 21.0, "lambda", 101.0));
        }
        assertThat(raised()).containsExactly("2 lambda", "3 divergence");
    }
}
