package merpo.datagen.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvLogTest {
    @TempDir Path temp;

    @Test
    void rowsAreReadBackAsWritten() {
        Path file = temp.resolve("log.csv");
        try (CsvLog log = CsvLog.open(file, List.of("step", "note"))) {
            log.row(1, "plain");
            log.row(2.5, "a \"quoted\", word");
        }
        List<CsvTable.Row> rows = CsvTable.read(file).require("step", "note").rows();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).number("step")).isEqualTo(2.5);
        assertThat(rows.get(1).text("note")).isEqualTo("a \"quoted\", word");
    }

    @Test
    void anUnfinishedLastLineIsDroppedAndRowsAfterTheCheckpointToo() throws IOException {
        Path file = temp.resolve("log.csv");
        try (CsvLog log = CsvLog.open(file, List.of("step", "loss"))) {
            log.row(10, 0.5);
            log.row(20, 0.25);
        }
        Files.writeString(file, "30,0.1", StandardOpenOption.APPEND);
        try (CsvLog log = CsvLog.open(file, List.of("step", "loss"))) {
            log.keep(row -> row.integer("step") <= 10);
            log.row(20, 0.125);
        }
        assertThat(file).hasContent("step,loss\n10,0.5\n20,0.125");
    }

    @Test
    void wrongRowsAreRefused() throws IOException {
        Path file = temp.resolve("log.csv");
        try (CsvLog log = CsvLog.open(file, List.of("step", "loss"))) {
            assertThatThrownBy(() -> log.row(1)).hasMessageContaining("1 cells, expected 2");
            log.row(1, 2);
        }
        assertThatThrownBy(() -> CsvLog.open(file, List.of("step")).close())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--overwrite");
        Files.writeString(file, "step,loss\n1\n");
        assertThatThrownBy(() -> CsvTable.read(file))
                .hasMessageContaining("row 1: 1 cells, expected 2");
        Files.writeString(file, "step,loss\n1,two\n");
        CsvTable.Row row = CsvTable.read(file).rows().get(0);
        assertThatThrownBy(() -> row.number("loss"))
                .hasMessageContaining("\"two\" is not a number");
        assertThatThrownBy(() -> CsvTable.read(file).require("score"))
                .hasMessageContaining("has no column \"score\"");
    }
}
