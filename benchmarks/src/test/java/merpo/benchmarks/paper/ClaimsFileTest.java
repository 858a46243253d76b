package merpo.benchmarks.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClaimsFileTest {
    @TempDir Path temp;

    /** The claims that ship follow from the numbers that ship. */
    @Test
    void theClaimsOfTheResultsAreThoseOfTheirNumbers() {
        Path results = Path.of("results");
        assertThat(ClaimsFile.read(results, Budget.of("small")).text())
                .isEqualTo(content(results.resolve(ClaimsFile.NAME)));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What the runs say and what the figure's table says is the same, to the last digit. */
    @Test
    void aFigureHoldsWhatItsClaimsNeed() throws Exception {
        Budget budget = Budget.of("small");
        PaperFigure figure = PaperFigures.named(List.of("4"), budget).get(0);
        HandRuns.write(figure, temp, budget, 20);
        FigureFiles.read(figure, temp, budget).write();
        Measurements runs = Measurements.read(figure, temp, budget);
        assertThat(ClaimsFile.read(temp, budget).text())
                .contains("\"figure\" : \"4\"", "\"verdict\" : \"does not hold\"");
        assertThat(
                        Judgement.all(
                                figure.claims(),
                                Measurements.of(
                                        figure,
                                        CsvTable.read(temp.resolve("figure-4/figure.csv")))))
                .isEqualTo(Judgement.all(figure.claims(), runs));
    }

    @Test
    void whereNoFigureIsThereAreNoClaims() {
        assertThatThrownBy(() -> ClaimsFile.read(temp, Budget.of("small")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(temp + " holds no figure");
    }
}
