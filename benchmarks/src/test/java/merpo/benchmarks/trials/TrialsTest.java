package merpo.benchmarks.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrialsTest {
    @TempDir Path temp;

    /** Step 9 before step 10; at step 10 two tasks, scores 0.2 and 0.4. */
    @Test
    void aCourseAveragesTheTasksOfEachStep() throws IOException {
        Path file = temp.resolve("returns.csv");
        Files.writeString(
                file,
                """
                step,seed,task,policy,return,std,score
                10,0,12,adapted,10,1,0.2
                10,0,13,adapted,30,1,0.4
                9,0,12,adapted,5,1,0.1
                9,0,13,adapted,5,1,0.3
                9,0,12,meta,1,1,0
                """);
        Map<String, List<TrialRow>> policies = TrialRow.read(CsvTable.read(file));
        assertThat(policies).containsOnlyKeys("adapted", "meta");
        Trials trials = TrialRow.trials(policies.get("adapted"));
        assertThat(trials.tasks()).containsExactly("12", "13");
        assertThat(trials.mean().steps()).containsExactly(9, 10);
        assertThat(trials.seed(0).scores()).containsExactly(new double[] {0.2, 0.3}, within(1e-12));
        assertThat(trials.of(0, "13").scores()).containsExactly(0.3, 0.4);
    }

    /** Evaluations at steps 1, 2, 3, ... */
    private static Course course(double... scores) {
        return new Course(
                IntStream.rangeClosed(1, scores.length).asDoubleStream().toArray(), scores);
    }

    private static Trials seeds(Course... courses) {
        Map<Integer, Map<String, Course>> bySeed = new java.util.TreeMap<>();
        for (int seed = 0; seed < courses.length; seed++) {
            bySeed.put(seed, Map.of("12", courses[seed]));
        }
        return new Trials(bySeed);
    }

    @Test
    void theMeanOverSeedsStandsWhereAllSeedsStand() {
        Trials trials = seeds(course(1, 2, 3), course(3, 6));
        assertThat(trials.mean().scores()).containsExactly(2, 4);
        assertThat(trials.seed(0).scores()).containsExactly(1, 2);
    }

    /** Seed 1 twice, seed 2 once: (3 + 3 + 9) / 3. */
    @Test
    void drawnSeedsCountAsOftenAsTheyAreDrawn() {
        Trials trials = seeds(course(0), course(3), course(9));
        assertThat(trials.drawn(Map.of("12", new int[] {1, 2, 1})).scores()).containsExactly(5);
    }

    @Test
    void seedsWithoutACommonStepHaveNoMean() {
        Course late = new Course(new double[] {100}, new double[] {0});
        assertThatThrownBy(() -> seeds(course(1), late)).isInstanceOf(NotMeasured.class);
    }

    @Test
    void seedsOfOtherTasksAreNotMixed() {
        assertThatThrownBy(
                        () ->
                                new Trials(
                                        Map.of(
                                                0,
                                                Map.of("12", course(1)),
                                                1,
                                                Map.of("13", course(1)))))
                .isInstanceOf(NotMeasured.class)
                .hasMessage("seed 1 was tried on the tasks [13], seed 0 on [12]");
    }
}
