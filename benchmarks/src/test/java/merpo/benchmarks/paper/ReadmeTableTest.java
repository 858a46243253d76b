package merpo.benchmarks.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import merpo.datagen.run.CsvTable;
import org.junit.jupiter.api.Test;

/** The README's table of learners and families says what the committed table says. */
final class ReadmeTableTest {
    private static final List<String> FAMILIES =
            List.of(
                    "point-robot-wind",
                    "walker-2d-params",
                    "half-cheetah-fwd-back",
                    "ant-fwd-back");

    @Test
    void everyCellIsThatOfTheWholeTable() throws IOException {
        Map<String, String> cells =
                CsvTable.read(Path.of("results", "table.csv")).rows().stream()
                        .filter(row -> row.text("data").equals("good"))
                        .collect(
                                Collectors.toMap(
                                        row -> row.text("who") + "/" + row.text("family"),
                                        row ->
                                                String.format(
                                                        Locale.ROOT,
                                                        "%.2f",
                                                        row.number("last_iqm"))));
        List<String> lines =
                Files.readAllLines(Path.of("..", "README.md")).stream()
                        .dropWhile(line -> !line.startsWith("| Good data"))
                        .skip(2)
                        .takeWhile(line -> line.startsWith("|"))
                        .toList();
        assertThat(lines).hasSize(10);
        for (String line : lines) {
            String[] columns = line.split("\\|", -1);
            for (int family = 0; family < FAMILIES.size(); family++) {
                String key = columns[1].strip() + "/" + FAMILIES.get(family);
                assertThat(columns[2 + family].strip())
                        .as(key)
                        .isEqualTo(cells.getOrDefault(key, "–"));
            }
        }
    }
}
