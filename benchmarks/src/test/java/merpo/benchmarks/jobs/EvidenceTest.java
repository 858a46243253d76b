package merpo.benchmarks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.TaskFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvidenceTest {
    @TempDir Path temp;

    @Test
    void aRunIsFinishedWhenItsLogListsItsLastStage() throws IOException {
        Evidence evidence = new Evidence.Training("train");
        assertThat(evidence.finished(temp)).isFalse();
        Files.writeString(temp.resolve("stages.csv"), "stage,seconds,resident_bytes\nmodel,1,1\n");
        assertThat(evidence.finished(temp)).isFalse();
        Files.writeString(
                temp.resolve("stages.csv"), "stage,seconds,resident_bytes\nmodel,1,1\ntrain,2,1\n");
        assertThat(evidence.finished(temp)).isTrue();
    }

    /** A manifest grows with every file: two tasks were drawn, so one file is half of it. */
    @Test
    void aDatasetIsFinishedWhenEveryTaskHasItsFile() throws IOException {
        Evidence evidence = new Evidence.Dataset("medium");
        Path place = Files.createDirectories(temp.resolve("medium"));
        assertThat(evidence.finished(temp)).isFalse();
        Manifest none =
                Manifest.begin(
                        "hopper/medium",
                        "hopper",
                        Quality.of("medium"),
                        "2026-01-01T00:00:00Z",
                        new Manifest.Generator("1", "c", List.of("generate")),
                        new Manifest.TaskDraw("hopper", 2, 0, "both"),
                        Map.of());
        Manifest half = none.with(file(place, 0));
        half.save(place);
        assertThat(evidence.finished(temp)).isFalse();
        half.with(file(place, 1)).save(place);
        assertThat(evidence.finished(temp)).isTrue();
        Files.writeString(place.resolve("task-001.h5"), "cut");
        assertThat(evidence.finished(temp)).isFalse();
        Files.delete(place.resolve("task-001.h5"));
        assertThat(evidence.finished(temp)).isFalse();
    }

    private static TaskFile file(Path place, int task) throws IOException {
        Path file = place.resolve("task-00%d.h5".formatted(task));
        Files.writeString(file, "eight by");
        return new TaskFile(
                task,
                "train",
                file.getFileName().toString(),
                8,
                "0".repeat(64),
                "0".repeat(64),
                10,
                1,
                Map.of(),
                List.of(1L),
                OptionalDouble.empty(),
                Map.of());
    }
}
