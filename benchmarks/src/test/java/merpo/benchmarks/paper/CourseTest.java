package merpo.benchmarks.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CourseTest {
    @TempDir Path temp;

    /** Step 9 before step 10; at step 10 two tasks, scores 0.2 and 0.4, returns 10 and 30. */
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
                9,0,12,meta,1,1,0
                9,1,12,adapted,7,1,0.7
                """);
        Map<Integer, Map<String, Course>> seeds = Course.read(CsvTable.read(file));
        assertThat(seeds).containsOnlyKeys(0, 1);
        assertThat(seeds.get(1).get("adapted").scores()).containsExactly(0.7);
        Map<String, Course> courses = seeds.get(0);
        assertThat(courses).containsOnlyKeys("adapted", "meta");
        assertThat(courses.get("adapted").evaluations())
                .extracting(Course.Evaluation::step)
                .containsExactly(9.0, 10.0);
        Course.Evaluation last = courses.get("adapted").evaluations().get(1);
        assertThat(last.undiscounted()).isEqualTo(20);
        assertThat(last.score()).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void theMeanOverSeedsStandsWhereAllSeedsStand() {
        Course mean = Course.mean(List.of(Hand.course(1, 2, 3), Hand.course(3, 6)));
        assertThat(mean.scores()).containsExactly(2.0, 4.0);
    }

    @Test
    void seedsWithoutACommonStepHaveNoMean() {
        Course late = new Course(List.of(new Course.Evaluation(100, 0, 0)));
        assertThatThrownBy(() -> Course.mean(List.of(Hand.course(1), late)))
                .isInstanceOf(NotMeasured.class);
    }
}
