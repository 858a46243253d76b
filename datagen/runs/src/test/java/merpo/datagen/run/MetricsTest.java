package merpo.datagen.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The event files are read by TensorBoard itself, in the module {@code tests}. */
final class MetricsTest {
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

    @Test
    void aRowGoesToTheTableAndToAnEventFileBeside() throws IOException {
        try (Metrics metrics = run.metrics("merpo/metrics.csv", "loss", "gap")) {
            metrics.row(10, 0.5, Double.NaN);
            metrics.row(20, 0.25, Double.NEGATIVE_INFINITY);
            assertThat(metrics.events().file()).hasParent(temp.resolve("merpo"));
            assertThat(Files.size(metrics.events().file())).isGreaterThan(100);
        }
        assertThat(temp.resolve("merpo/metrics.csv"))
                .hasContent("step,loss,gap\n10,0.5,NaN\n20,0.25,-Infinity\n");
    }

    @Test
    void rowsAfterTheCheckpointGoAndOfAFreshBeginningAll() {
        try (Metrics metrics = run.metrics("metrics.csv", "loss")) {
            metrics.row(10, 1);
            metrics.row(20, 2);
            metrics.row(30, 3);
        }
        try (Metrics metrics = run.metrics("metrics.csv", "loss")) {
            metrics.keepUntil(20);
            metrics.row(30, 4);
        }
        assertThat(temp.resolve("metrics.csv")).hasContent("step,loss\n10,1.0\n20,2.0\n30,4.0\n");
        try (Metrics metrics = run.metrics("metrics.csv", "loss")) {
            metrics.keepUntil(-1);
        }
        assertThat(temp.resolve("metrics.csv")).hasContent("step,loss\n");
    }

    /** One that TensorBoard reads may be open there, so what it says too much is only voided. */
    @Test
    void noEventFileIsEverTouchedAgain() throws IOException {
        Path first;
        try (Metrics metrics = run.metrics("metrics.csv", "loss")) {
            metrics.row(10, 1);
            first = metrics.events().file();
        }
        byte[] bytes = Files.readAllBytes(first);
        try (Metrics metrics = run.metrics("metrics.csv", "loss")) {
            metrics.keepUntil(-1);
        }
        assertThat(first).hasBinaryContent(bytes);
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files.filter(file -> file.toString().contains("tfevents"))).hasSize(2);
        }
    }

    @Test
    void oddColumnsAreRefusedBeforeAnyFileIsMade() {
        for (List<String> columns :
                List.of(List.of("q loss"), List.of("loss", "loss"), List.of("step"))) {
            assertThatThrownBy(() -> run.metrics("m.csv", columns.toArray(String[]::new)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(
                            temp.resolve("m.csv").toString(),
                            "\"" + columns.get(columns.size() - 1) + "\"");
        }
        assertThat(temp.toFile().list()).containsExactlyInAnyOrder(".merpo-run", ".lock");
    }

    @Test
    void aRowOfAnotherLengthIsRefusedInBothPlaces() throws IOException {
        try (Metrics metrics = run.metrics("metrics.csv", "loss", "gap")) {
            long before = Files.size(metrics.events().file());
            assertThatThrownBy(() -> metrics.row(10, 1))
                    .hasMessageContaining("2 cells, expected 3");
            assertThat(Files.size(metrics.events().file())).isEqualTo(before);
        }
        assertThat(temp.resolve("metrics.csv")).hasContent("step,loss,gap\n");
    }
}
