package merpo.benchmarks.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;

/** The page of claims that do not hold has all of them, and no other. */
final class ClaimsPageTest {
    private static final Path RESULTS = Path.of("results");
    private static final String FIGURE = "figure-";

    @Test
    void whatDoesNotHoldStandsOnThePageWithAReason() throws IOException {
        List<String> page = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("CLAIMS.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 6 && !cells[1].contains("Figure") && !cells[1].contains("---")) {
                page.add(cells[1].strip() + ": " + cells[2].strip());
                assertThat(cells[4].strip()).as(line).isNotEmpty();
            }
        }
        assertThat(page).containsExactlyInAnyOrderElementsOf(failed());
    }

    private static List<String> failed() throws IOException {
        List<String> failed = new ArrayList<>();
        try (Stream<Path> figures = Files.list(RESULTS)) {
            for (Path figure : figures.sorted().toList()) {
                String name = figure.getFileName().toString();
                if (!name.startsWith(FIGURE)) {
                    continue;
                }
                for (CsvTable.Row row : CsvTable.read(figure.resolve("verdicts.csv")).rows()) {
                    if (row.text("level").equals("mean")
                            && row.text("holds").equals("does not hold")) {
                        failed.add(name.substring(FIGURE.length()) + ": " + row.text("claim"));
                    }
                }
            }
        }
        return failed;
    }
}
