package merpo.benchmarks.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From runs made by hand to the table of all learners. */
final class ScoreTableTest {
    @TempDir Path temp;
    private final Budget budget = Budget.of("small");

    private List<String> table(Path out) throws Exception {
        return Files.readAllLines(out.resolve("table.csv"));
    }

    /** Without the figure that measured a row: levels are those of the first that is there. */
    private List<String> numbers(Path out) throws Exception {
        return table(out).stream().map(row -> row.substring(0, row.lastIndexOf(','))).toList();
    }

    private void write() throws Exception {
        HandRuns.write(PaperFigures.named(List.of("7a"), budget).get(0), temp, budget, 20);
    }

    @Test
    void everyLearnerHasARowAndLevelsHaveOne() throws Exception {
        write();
        ScoreTable.read(temp, budget).write(temp);
        assertThat(table(temp))
                .filteredOn(row -> row.startsWith("walker-2d-params,good,"))
                .extracting(row -> row.split(",", -1)[2])
                .contains("MerPO", "behavior policy", "its deterministic clone")
                .doesNotHaveDuplicates();
        assertThat(temp.resolve("table.md")).content().contains("| `./merpo figure 3` |");
    }

    /** Near a good policy it is another learner than near a bad one. */
    @Test
    void aLearnerThatIsHeldNearAPolicySaysWhich() throws Exception {
        for (PaperFigure figure : PaperFigures.named(List.of("8a", "8b"), budget)) {
            HandRuns.write(figure, temp, budget, 20);
        }
        ScoreTable.read(temp, budget).write(temp);
        assertThat(table(temp))
                .filteredOn(row -> row.startsWith("walker2d,medium,"))
                .extracting(row -> row.replaceAll("^walker2d,medium,(\"[^\"]*\"|[^,]*),.*", "$1"))
                .containsExactlyInAnyOrder(
                        "COMBO",
                        "\"COMBO-3, bad π_c\"",
                        "\"RAC, bad π_c\"",
                        "\"COMBO-3, good π_c\"",
                        "\"RAC, good π_c\"");
    }

    @Test
    void rowsThatAreNotMeasuredHereAreThoseOfAnEarlierTable() throws Exception {
        write();
        Path earlier = Files.createDirectories(temp.resolve("earlier"));
        ScoreTable.read(temp, budget).write(earlier);
        for (int seed = 0; seed < 3; seed++) {
            Files.delete(
                    temp.resolve("runs/walker-2d-params-good-80000")
                            .resolve("proximal-trajectories200-seed%d/stages.csv".formatted(seed)));
        }
        ScoreTable here = ScoreTable.read(temp, budget);
        here.write(temp);
        assertThat(table(temp)).hasSize(table(earlier).size() - 1);
        here.completedFrom(earlier).write(temp);
        assertThat(numbers(temp)).containsExactlyInAnyOrderElementsOf(numbers(earlier));
        assertThatThrownBy(() -> here.completedFrom(temp.resolve("none")))
                .hasMessageContaining(
                        "none holds no table.csv, must be the directory of an earlier table");
    }
}
