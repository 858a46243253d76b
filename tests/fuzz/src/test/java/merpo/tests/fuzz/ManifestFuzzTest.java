package merpo.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import merpo.datagen.dataset.DatasetException;
import merpo.datagen.dataset.DatasetWriter;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.ReferenceScores;
import merpo.datagen.dataset.TaskFile;
import merpo.datagen.dataset.WrittenFile;
import org.junit.jupiter.params.provider.MethodSource;

/** What a directory of datasets says of them. */
final class ManifestFuzzTest {
    private static final AnyFile FILE = AnyFile.named(Manifest.FILE_NAME);

    static Stream<byte[]> seeds() throws IOException {
        Path directory = FILE.directory();
        WrittenFile written =
                DatasetWriter.write(
                        directory.resolve("task-000.h5"), Seeds.dataset(), Seeds.provenance());
        Manifest.begin(
                        "wind/good",
                        "point-robot-wind",
                        Quality.GOOD,
                        "2026-01-01T00:00:00Z",
                        new Manifest.Generator("0.1.0", "0123abc", List.of("generate")),
                        new Manifest.TaskDraw("point-robot-wind", 1, 7, "uniform"),
                        Map.of(0L, new ReferenceScores(-20, -4.5)))
                .with(TaskFile.of(written, Seeds.dataset(), Seeds.provenance()))
                .save(directory);
        return Stream.of(Files.readAllBytes(directory.resolve(Manifest.FILE_NAME)));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isReadOrRefused(byte[] bytes) {
        FILE.holds(bytes, file -> Manifest.load(file.getParent()), DatasetException.class);
    }
}
