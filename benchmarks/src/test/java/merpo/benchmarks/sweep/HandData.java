package merpo.benchmarks.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.dataset.Quality;

/** A dataset directory that only says which environment its rows are of. */
public final class HandData {
    private HandData() {}

    /** Makes it, with the last name as quality. */
    public static Path write(Path place, String environment) throws IOException {
        String quality = place.getFileName().toString();
        Files.createDirectories(place);
        Manifest.begin(
                        environment + "/" + quality,
                        environment,
                        Quality.of(quality),
                        "2026-01-01T00:00:00Z",
                        new Manifest.Generator("1", "c", List.of("generate")),
                        new Manifest.TaskDraw(environment, 1, 0, "one"),
                        Map.of())
                .save(place);
        return place;
    }
}
